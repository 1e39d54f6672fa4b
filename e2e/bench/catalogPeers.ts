/** What else compares or reads whole schemas: how each is had, started, and what it must have found. */
import { execFile } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PLANTED, type TablePair } from './benchTables';
import { type Command, measure, type Timing } from './measure';
import { installPackages, unpackDebian } from './peers';

const run = promisify(execFile);
const PACKAGES = ['@pgkit/migra@0.6.1', 'drizzle-kit@0.31.11', 'drizzle-orm@0.45.4', 'pg@8.23.1'];
/** The system's own, for which Debian's packages are made. */
const PYTHON = '/usr/bin/python3';
const PYTHON_PACKAGES = [
  ...['alembic', 'sqlalchemy', 'mako', 'markupsafe', 'greenlet', 'pkg-resources', 'psycopg2'].map(
    (name) => `python3-${name}`,
  ),
  'libpq5',
];

export interface CatalogPeers {
  /** Of the packages from npm. */
  readonly packages: string;
  readonly pythonEnv: NodeJS.ProcessEnv;
}

export async function installCatalogPeers(folder: string): Promise<CatalogPeers> {
  const packages = await installPackages(folder, PACKAGES);
  return { packages, pythonEnv: await findAlembic(join(folder, 'debian')) };
}

async function findAlembic(folder: string): Promise<NodeJS.ProcessEnv> {
  if (await hasAlembic(process.env)) return process.env;
  await mkdir(folder, { recursive: true });
  const libraries = await unpackDebian(folder, PYTHON_PACKAGES);
  const packages = join(folder, 'usr/lib/python3/dist-packages');
  const env = { ...process.env, PYTHONPATH: packages, LD_LIBRARY_PATH: libraries };
  if (!(await hasAlembic(env))) throw new Error(`${PYTHON} can't load Debian's Alembic and psycopg2.`);
  return env;
}

function hasAlembic(env: NodeJS.ProcessEnv): Promise<boolean> {
  return run(PYTHON, ['-c', 'import alembic, psycopg2'], { env }).then(
    () => true,
    () => false,
  );
}

export type Program = Command & {
  /** What it has found to differ, one text each. */
  findings(output: string): readonly string[] | Promise<readonly string[]>;
};

/** Each is a process from its start to its end. */
export function describePeers(peers: CatalogPeers, pair: TablePair, cwd: string) {
  const drizzled = join(cwd, 'drizzled');
  return {
    alembic: {
      program: PYTHON,
      words: [
        join(import.meta.dirname, 'compareWithAlembic.py'),
        pair.current,
        `${pair.count}`,
        JSON.stringify(PLANTED),
      ],
      cwd,
      env: peers.pythonEnv,
      findings: (output) => JSON.parse(output),
    },
    migra: {
      program: process.execPath,
      words: [
        ...[join(peers.packages, '@pgkit/migra/dist/command.js'), 'run'],
        ...[pair.current, pair.wanted, '--unsafe'],
      ],
      cwd,
      findings: (output) => output.split(';').filter((statement) => statement.trim() !== ''),
    },
    drizzleKit: {
      program: process.execPath,
      words: [
        ...[join(peers.packages, 'drizzle-kit/bin.cjs'), 'pull', '--dialect', 'postgresql'],
        ...['--url', pair.wanted, '--out', drizzled],
      ],
      cwd,
      findings: async () => readDrizzled(await readFile(join(drizzled, 'schema.ts'), 'utf8'), pair.count),
    },
  } satisfies Readonly<Record<string, Program>>;
}

/** It reads one database and compares nothing: what is told apart is what it has written of each table. */
function readDrizzled(schema: string, count: number): readonly string[] {
  const tables = schema.split('pgTable(').slice(1);
  if (tables.length !== count) throw new Error(`drizzle-kit has written ${tables.length} tables.`);
  return tables.flatMap((text) => {
    const name = text.split('"')[1];
    return [
      ...(text.includes(`"${PLANTED.addedColumn.column}"`)
        ? [`${name} has ${PLANTED.addedColumn.column}`]
        : []),
      ...(text.includes(`index("${name}_made_at")`) ? [] : [`${name}_made_at is missing`]),
      ...(text.includes('label: varchar({ length: 50 })') ? [] : [`${name}.label has another type`]),
    ];
  });
}

/** Throws unless it has found what is planted, and nothing else. */
export async function measureFinding(program: Program): Promise<Timing & { readonly output: string }> {
  const output = join(program.cwd, 'output');
  const timing = await measure({ ...program, output });
  const printed = await readFile(output, 'utf8');
  const found = await program.findings(printed);
  const planted = [PLANTED.addedColumn.column, PLANTED.missingIndex.index, PLANTED.changedType.table];
  const isRight =
    found.length === planted.length && planted.every((name) => found.some((each) => each.includes(name)));
  if (!isRight)
    throw new Error(`${program.words[0]} has found ${found.length}: ${found.join('\n').slice(0, 500)}`);
  return { ...timing, output: printed };
}
