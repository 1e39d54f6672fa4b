/**
 * 1,000 small pending revisions: `lockstep upgrade head` against `sequelize-cli db:migrate` and psql's own time
 * for the same SQL, on one server, in one run. Prints the ratios; fails below the bar.
 * `npm run bench` (after a build).
 */
import { spawn } from 'node:child_process';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { type LocalServer, startLocalServer } from '../../electron/core/twin/localServer';
import { temporaryFolder } from '../temporaryFolder';

const REVISIONS = 1000;
const ROUNDS = 3;
/** sequelize-cli's time over ours. */
const BAR = 4;
const root = join(import.meta.dirname, '../..');

const folder = await temporaryFolder('bench');
const server = await startLocalServer({ binaries: '18', folder: join(folder, 'server') });
try {
  const project = await writeProject(join(folder, 'project'));
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await runRound(server, project, round));
  report(rounds);
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

interface Round {
  readonly lockstepMs: number;
  readonly sequelizeCliMs: number;
  readonly psqlLikeMs: number;
}

async function runRound(on: LocalServer, project: string, round: number): Promise<Round> {
  const [ours, theirs, plain] = await Promise.all(
    ['ours', 'theirs', 'plain'].map((name) => createDatabase(on, `${name}_${round}`)),
  );
  if (!ours || !theirs || !plain) throw new Error('No databases.');
  const lockstep = ['dist/node/cli.js', 'upgrade', 'head', '--url', ours, '--project', project, '--json'];
  const cli = ['node_modules/sequelize-cli/lib/sequelize', 'db:migrate', '--url', theirs];
  const lockstepMs = await timed(
    lockstep.map((word, at) => (at === 0 ? join(root, word) : word)),
    project,
  );
  const sequelizeCliMs = await timed(
    cli.map((word, at) => (at === 0 ? join(root, word) : word)),
    project,
  );
  const psqlLikeMs = await timePlainSql(plain);
  await refuseUnequal(ours, theirs);
  return { lockstepMs, sequelizeCliMs, psqlLikeMs };
}

async function createDatabase(on: LocalServer, name: string): Promise<string> {
  await withClient(on.url('postgres'), (client) => client.query(`CREATE DATABASE ${name}`));
  return on.url(name);
}

function timed(words: readonly string[], cwd: string): Promise<number> {
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...words], { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
    let told = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      told = (told + text).slice(-2000);
    });
    child.on('exit', (code) =>
      code === 0
        ? resolve(performance.now() - begun)
        : reject(new Error(`${words[0]} ended with ${code}: ${told}`)),
    );
  });
}

/** The same SQL with one transaction each over one plain connection: what no runner can beat. */
async function timePlainSql(url: string): Promise<number> {
  return withClient(url, async (client) => {
    await client.query(
      'CREATE TABLE "SequelizeMeta" (name varchar(255) NOT NULL UNIQUE, PRIMARY KEY (name))',
    );
    const begun = performance.now();
    for (let number = 1; number <= REVISIONS; number++) {
      const table = tableName(number);
      await client.query(`BEGIN; CREATE TABLE "${table}" (id serial, name varchar(50) NOT NULL, email varchar(100),
        price decimal(10,2), created_at timestamptz NOT NULL, PRIMARY KEY (id));
        CREATE INDEX "${table}_email" ON "${table}" (email);
        INSERT INTO "SequelizeMeta" VALUES ('${fileName(number)}'); COMMIT`);
    }
    return performance.now() - begun;
  });
}

async function refuseUnequal(ours: string, theirs: string): Promise<void> {
  const sql = `SELECT count(*)::int AS count, md5(string_agg(table_name || column_name || data_type, ',' ORDER BY table_name, ordinal_position)) AS digest
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'lockstep_log'`;
  const [a, b] = await Promise.all(
    [ours, theirs].map((url) =>
      withClient(url, async (client) => JSON.stringify((await client.query(sql)).rows)),
    ),
  );
  if (a !== b) throw new Error(`The two databases differ: ${a} and ${b}`);
}

async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

async function writeProject(at: string): Promise<string> {
  await mkdir(join(at, 'migrations'), { recursive: true });
  await symlink(join(root, 'node_modules'), join(at, 'node_modules'), 'dir');
  for (let number = 1; number <= REVISIONS; number++) {
    await writeFile(join(at, 'migrations', fileName(number)), revisionText(tableName(number)));
  }
  return at;
}

function fileName(number: number): string {
  return `${20260101000000 + number}-create-${tableName(number)}.js`;
}

function tableName(number: number): string {
  return `t${String(number).padStart(4, '0')}`;
}

function revisionText(table: string): string {
  return `'use strict';

module.exports = {
  async up(queryInterface, Sequelize) {
    await queryInterface.createTable('${table}', {
      id: { type: Sequelize.INTEGER, primaryKey: true, autoIncrement: true },
      name: { type: Sequelize.STRING(50), allowNull: false },
      email: Sequelize.STRING(100),
      price: Sequelize.DECIMAL(10, 2),
      created_at: { type: Sequelize.DATE, allowNull: false },
    });
    await queryInterface.addIndex('${table}', ['email']);
  },
  async down(queryInterface) {
    await queryInterface.dropTable('${table}');
  },
};
`;
}

function report(rounds: readonly Round[]): void {
  const median = (of: (round: Round) => number) =>
    rounds.map(of).sort((a, b) => a - b)[Math.floor(rounds.length / 2)] ?? 0;
  const [ours, theirs, plain] = [
    median((r) => r.lockstepMs),
    median((r) => r.sequelizeCliMs),
    median((r) => r.psqlLikeMs),
  ];
  const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
  process.stdout.write(`${REVISIONS} revisions, median of ${rounds.length} rounds
  lockstep upgrade head     ${seconds(ours)}
  sequelize-cli db:migrate  ${seconds(theirs)}  (${(theirs / ours).toFixed(2)} times ours; bar ${BAR})
  the SQL alone             ${seconds(plain)}  (ours is ${(ours / plain).toFixed(2)} times that)
`);
  if (theirs / ours < BAR) process.exitCode = 1;
}
