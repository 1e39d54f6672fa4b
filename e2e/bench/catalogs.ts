/**
 * How long comparing two databases of 1,000 tables takes, against Alembic's autogenerate, migra, `drizzle-kit pull`
 * and reading the system catalogs as they are, each a process from start to end, in interleaved rounds; then how ours
 * grows with ten times the tables, and what memory it takes. Every one but the last must find the three planted
 * differences. Prints the ratios; fails beyond the bars. `npm run bench:catalogs [-- --rounds 3 --tables 1000]`.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startLocalServer } from '../../electron/core/twin/localServer';
import { temporaryFolder } from '../temporaryFolder';
import { createTablePair, type TablePair } from './benchTables';
import { buildPrograms } from './buildPrograms';
import { describePeers, installCatalogPeers, measureFinding, type Program } from './catalogPeers';
import { type Command, interleave, measure, type Summary, summarise } from './measure';
import { judge, print, printRow } from './report';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, tables: { type: 'string', default: '1000' } },
});
const ROUNDS = Number(values.rounds);
const TABLES = Number(values.tables);
const TIMES = 10;
/** Of the first two the time over ours; drizzle-kit only reads. */
const AT_LEAST = { alembic: 8, migra: 4, drizzleKit: 20 };
/** Ours over the time of the raw catalogs, and over its own with a tenth of the tables. */
const AT_MOST = { raw: 3, growth: 12, megabytes: 600 };

const folder = await temporaryFolder('bench');
const server = await startLocalServer({ binaries: '18', folder: join(folder, 'server') });
try {
  const peers = await installCatalogPeers(join(folder, 'peers'));
  await buildPrograms(join(folder, 'programs'), ['compareCatalogs', 'readRawCatalogs']);
  const pair = await createTablePair(server, TABLES);
  await compareWithPeers(pair, describePeers(peers, pair, folder));
  await compareWithLarge(pair, await createTablePair(server, TABLES * TIMES));
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

type Peer = 'alembic' | 'migra' | 'drizzleKit';

async function compareWithPeers(pair: TablePair, peers: Readonly<Record<Peer, Program>>): Promise<void> {
  const timings = await interleave(ROUNDS, {
    ours: () => measureFinding(describeOurs(pair)),
    raw: () => measure(describeRaw(pair)),
    alembic: () => measureFinding(peers.alembic),
    migra: () => measureFinding(peers.migra),
  });
  const [ours, raw] = [summarise(timings.ours), summarise(timings.raw)];
  const theirs: Readonly<Record<Peer, Summary>> = {
    alembic: summarise(timings.alembic),
    migra: summarise(timings.migra),
    // Once: it takes more than a minute, and is far from the bar.
    drizzleKit: summarise([await measureFinding(peers.drizzleKit)]),
  };
  print(`${pair.count} tables, three differences found by each, ${ROUNDS} rounds`);
  printRow('lockstep, both databases', ours);
  printRow('raw catalogs of both', raw);
  printRow('Alembic, one and models', theirs.alembic);
  printRow('migra, both', theirs.migra);
  printRow('drizzle-kit pull, one, once', theirs.drizzleKit);
  for (const name of ['alembic', 'migra', 'drizzleKit'] as const)
    judge(`${name} over lockstep`, theirs[name].median / ours.median, { atLeast: AT_LEAST[name] });
  judge('lockstep over raw catalogs', ours.median / raw.median, { atMost: AT_MOST.raw });
}

async function compareWithLarge(small: TablePair, large: TablePair): Promise<void> {
  const peaks: number[] = [];
  const timings = await interleave(ROUNDS, {
    small: () => measureFinding(describeOurs(small)),
    large: async () => {
      const timing = await measureFinding(describeOurs(large));
      peaks.push(readOutput(timing.output).peakBytes / 1e6);
      return timing;
    },
    raw: () => measure(describeRaw(large)),
  });
  const [few, many] = [summarise(timings.small), summarise(timings.large)];
  print(`${large.count} tables, ${ROUNDS} rounds`);
  printRow('lockstep, both databases', many);
  printRow('raw catalogs of both', summarise(timings.raw));
  judge(`over ${small.count} tables`, many.median / few.median, { atMost: AT_MOST.growth });
  judge('memory at most, MB', Math.max(...peaks), { atMost: AT_MOST.megabytes });
}

function describeOurs({ current, wanted, count }: TablePair): Program {
  return {
    ...describeProgram('compareCatalogs', [current, wanted]),
    findings(output) {
      const { statements, tables } = readOutput(output);
      if (tables !== count) throw new Error(`lockstep has read ${tables} tables.`);
      return statements;
    },
  };
}

function describeRaw({ current, wanted }: TablePair): Command {
  return describeProgram('readRawCatalogs', [current, wanted]);
}

function describeProgram(name: string, urls: readonly string[]): Command {
  return { program: process.execPath, words: [join(folder, 'programs', `${name}.js`), ...urls], cwd: folder };
}

/** As compareCatalogs.ts prints it. */
function readOutput(output: string): { statements: readonly string[]; tables: number; peakBytes: number } {
  return JSON.parse(output);
}
