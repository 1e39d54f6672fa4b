/**
 * How long `lockstep upgrade` takes, against sequelize-cli and psql on one server, in interleaved rounds: 1,000 small
 * revisions, and projects of a few, where starting up is what counts. Prints the ratios; fails beyond the bars.
 * `npm run bench [-- --rounds 3 --revisions 1000]` (after a build).
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { type LocalServer, startLocalServer } from '../../electron/core/twin/localServer';
import { temporaryFolder } from '../temporaryFolder';
import { writeBenchProject } from './benchProject';
import { interleave, measure, summarise, type Timing } from './measure';
import { installPeers, type Peers } from './peers';
import { judge, print, printRow } from './report';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, revisions: { type: 'string', default: '1000' } },
});
const ROUNDS = Number(values.rounds);
const REVISIONS = Number(values.revisions);
const SMALL = [1, 5, 20];
const SMALL_ROUNDS = ROUNDS * 3;
/** sequelize-cli's time over ours, and ours over psql's. */
const AT_LEAST = 5;
const AT_MOST = 2;
const CLI = join(import.meta.dirname, '../../dist/node/cli.js');

const folder = await temporaryFolder('bench');
// As PostgreSQL comes: a commit waits for the disk, for whoever sends it.
const settings = { synchronous_commit: 'on' };
const server = await startLocalServer({ binaries: '18', folder: join(folder, 'server'), settings });
try {
  const peers = await installPeers(join(folder, 'peers'));
  for (const count of SMALL) await compareSmall(server, peers, count);
  await compareMany(server, peers);
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

async function compareSmall(on: LocalServer, peers: Peers, count: number): Promise<void> {
  const { lockstep, sequelizeCli } = await prepare(on, peers, count);
  const timings = await interleave(SMALL_ROUNDS, { lockstep, sequelizeCli });
  const [ours, theirs] = [summarise(timings.lockstep), summarise(timings.sequelizeCli)];
  print(`${count} ${count === 1 ? 'revision' : 'revisions'}, ${SMALL_ROUNDS} rounds`);
  printRow('lockstep upgrade', ours);
  printRow('sequelize-cli db:migrate', theirs);
  judge('sequelize-cli over lockstep', theirs.median / ours.median, { atLeast: 1 });
}

async function compareMany(on: LocalServer, peers: Peers): Promise<void> {
  const timings = await interleave(ROUNDS, await prepare(on, peers, REVISIONS));
  const ours = summarise(timings.lockstep);
  const theirs = summarise(timings.sequelizeCli);
  const plain = summarise(timings.psql);
  print(`${REVISIONS} revisions, ${ROUNDS} rounds`);
  printRow('lockstep upgrade', ours);
  printRow('sequelize-cli db:migrate', theirs);
  printRow('psql, same SQL', plain);
  const [faster, slower] = [theirs.median / ours.median, ours.median / plain.median];
  judge('sequelize-cli over lockstep', faster, { atLeast: AT_LEAST });
  judge('lockstep over psql', slower, { atMost: AT_MOST });
}

/**
 * Each run on a database of its own; those of a round must end alike. None is dropped: to take away its thousands of
 * files slows down whichever is measured next.
 */
async function prepare(on: LocalServer, peers: Peers, count: number) {
  const project = join(folder, `project-${count}`);
  const script = await writeBenchProject(project, peers.packages, count);
  const digests = new Set<string>();
  const timed = (name: string, words: (url: string) => readonly string[], env = process.env) => {
    const program = name === 'psql' ? peers.psql : process.execPath;
    return async (round: number): Promise<Timing> => {
      const database = `${name}_${count}_${round}`;
      await query(on.url('postgres'), `CREATE DATABASE ${database}`);
      const timing = await measure({ program, words: words(on.url(database)), cwd: project, env });
      digests.add(await digestOf(on.url(database)));
      if (digests.size > 1) throw new Error(`${database} differs: ${[...digests].join(' and ')}`);
      return timing;
    };
  };
  return {
    lockstep: timed('lockstep', (url) => [CLI, 'upgrade', 'head', '--url', url, '--project', project]),
    sequelizeCli: timed('cli', (url) => [peers.sequelizeCli, 'db:migrate', '--url', url]),
    psql: timed(
      'psql',
      (url) => ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', script, '-d', url],
      peers.psqlEnv,
    ),
  };
}

/** Columns and ledger. */
async function digestOf(url: string): Promise<string> {
  const columns = `SELECT table_name || '.' || column_name || ' ' || data_type AS line FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name <> 'lockstep_log'`;
  const rows = await query(
    url,
    `SELECT count(*) || ' ' || md5(string_agg(line, ',' ORDER BY line)) AS digest FROM (${columns} UNION ALL SELECT name FROM "SequelizeMeta") l`,
  );
  return String(rows[0]?.digest);
}

async function query(url: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
