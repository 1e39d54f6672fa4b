/**
 * Listing 5,000 revisions: reading the folder, what each file states, the graph, ledger and log of a PostgreSQL.
 * Prints what each part takes, cold; fails above a second. `npm run bench:list`.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseTarget } from '../../electron/core/connection/parseTarget';
import { openSession } from '../../electron/core/connection/session';
import { readProject } from '../../electron/core/project/readProject';
import { fetchHistory } from '../../electron/core/revisions/fetchHistory';
import { createLedgerSql, fetchLedger } from '../../electron/core/revisions/ledger';
import { ensureLog } from '../../electron/core/revisions/log';
import { startLocalServer } from '../../electron/core/twin/localServer';
import { temporaryFolder } from '../temporaryFolder';

const REVISIONS = 5000;
const APPLIED = 4000;
const BAR_MS = 1000;
const DEFAULT = { table: 'SequelizeMeta', schema: null };

const folder = await temporaryFolder('bench');
const server = await startLocalServer({ binaries: '18', folder: join(folder, 'server') });
try {
  const project = join(folder, 'project');
  await writeRevisions(join(project, 'migrations'));
  await fillLedger(server.url('postgres'));
  const watch = await openSession(parseTarget({ url: server.url('postgres') }), {
    kind: 'watch',
    name: 'bench',
  });
  const begun = performance.now();
  const read = await readProject(project);
  const readMs = performance.now() - begun;
  const history = await fetchHistory(watch, read);
  const allMs = performance.now() - begun;
  const again = performance.now();
  await fetchHistory(watch, await readProject(project));
  const againMs = performance.now() - again;
  await watch.close();
  const pending = `${history.pendingCount} pending, ${history.heads.length} heads`;
  process.stdout.write(
    `${history.revisions.length} revisions (${pending}): ${allMs.toFixed(0)} ms, of which the files ${readMs.toFixed(0)} ms; again ${againMs.toFixed(0)} ms\n`,
  );
  if (allMs > BAR_MS || history.revisions.length !== REVISIONS) process.exitCode = 1;
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

function nameOf(index: number): string {
  return `2026${String(index).padStart(10, '0')}-revision-${index}`;
}

/** Every other one states its place; every fiftieth leaves the line, and the one after it comes back. */
async function writeRevisions(to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (let index = 0; index < REVISIONS; index++)
    await writeFile(join(to, `${nameOf(index)}.js`), textOf(index));
}

function textOf(index: number): string {
  const body = `  await queryInterface.createTable('t${index}', { id: { type: Sequelize.INTEGER, primaryKey: true }, name: { type: Sequelize.STRING, allowNull: false } });\n`;
  const code = `'use strict';\n\nmodule.exports = {\n  PLACE async up(queryInterface, Sequelize) {\n${body.repeat(4)}  },\n  async down(queryInterface) {\n    await queryInterface.dropTable('t${index}');\n  },\n};\n`;
  return code.replace('PLACE', placeOf(index));
}

function placeOf(index: number): string {
  if (index < 2 || index % 2 === 1) return '';
  const parents =
    index % 50 === 0
      ? [nameOf(index - 2)]
      : index % 50 === 2
        ? [nameOf(index - 1), nameOf(index - 2)]
        : [nameOf(index - 1)];
  return `lockstep: { revises: ${JSON.stringify(parents)} },`;
}

async function fillLedger(url: string): Promise<void> {
  const session = await openSession(parseTarget({ url }), { kind: 'run', name: 'bench' });
  const ledger = await fetchLedger(session, DEFAULT);
  await session.query(createLedgerSql(ledger));
  const log = await ensureLog(session, ledger.schema);
  const names = Array.from({ length: APPLIED }, (_, index) => `${nameOf(index)}.js`);
  await session.query(`INSERT INTO ${ledger.sql} (name) SELECT unnest($1::text[])`, [names]);
  await session.query(
    `INSERT INTO ${log.sql} (run_id, name, direction, outcome, transaction, started_at, finished_at, run_by, source)
     SELECT gen_random_uuid(), name, 'up', 'done', 'own', now(), now(), 'bench', repeat('x', 2000) FROM unnest($1::text[]) name`,
    [names],
  );
  await session.close();
}
