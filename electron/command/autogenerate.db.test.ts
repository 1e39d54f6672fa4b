/** revision --autogenerate as a developer uses it: change a model, generate, look, upgrade, nothing is left to do. */
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { runCommandProcess } from '../core/testing/commandProcess';
import { createTestDatabase } from '../core/testing/createTestDatabase';
import { atEnd } from '../core/testing/endings';

/** Each runs a dozen commands and as many local servers, one after the other. */
vi.setConfig({ testTimeout: 120_000 });

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

async function copyDemo() {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-models-'));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  const project = join(folder, 'shop');
  await cp(join(ROOT, 'migrations'), project, { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(project, 'node_modules'));
  const change = async (file: string, from: string | RegExp, to: string) => {
    const path = join(project, 'models', file);
    const text = await readFile(path, 'utf8');
    expect(text).toMatch(from);
    await writeFile(path, text.replace(from, to));
  };
  const lockstep = (...words: readonly string[]) =>
    runCommandProcess([...words, '--project', project], { LOCKSTEP_HOME: join(folder, 'home') });
  return { project, change, lockstep };
}

test('a changed model becomes revisions that make the database as it says, and back', async () => {
  const database = await createTestDatabase();
  const { project, change, lockstep } = await copyDemo();
  const place = ['--url', database.url];
  const before = await readdir(project);
  expect(await lockstep('upgrade', ...place)).toMatchObject({ code: 0 });
  expect(await lockstep('revision', '--autogenerate', '-m', 'none', ...place)).toMatchObject({
    code: 0,
    stdout: 'Nothing to do: the models say what is there.\n',
  });
  expect(await readdir(project)).toEqual(before);

  await change(
    'customer.js',
    'city: DataTypes.STRING(50)',
    'city: DataTypes.STRING(80), note: DataTypes.TEXT',
  );
  await change('order.js', "{ fields: ['placed_at'] }", "{ fields: ['status', 'placed_at'] }");
  await change('order.js', "'cancelled', 'returned'", "'cancelled', 'returned', 'lost'");
  const dry = await lockstep('revision', '--autogenerate', '--dry-run', '-m', 'widen', ...place);
  expect(dry.stdout).toContain('ADD COLUMN "note" text');
  expect(await readdir(project)).toEqual(before);
  const made = await lockstep('revision', '--autogenerate', '-m', 'widen', ...place);
  expect(made).toMatchObject({ code: 0, stderr: '' });
  const names = (await readdir(project)).filter((name) => !before.includes(name));
  expect(names).toEqual([
    expect.stringMatching(/^\d{14}-widen\.js$/),
    expect.stringMatching(/^\d{14}-widen-concurrently\.js$/),
  ]);
  const texts = await Promise.all(names.map((name) => readFile(join(project, name), 'utf8')));
  expect(texts[0]).toContain(
    `ALTER TABLE "public"."customers" ALTER COLUMN "city" TYPE character varying(80)`,
  );
  expect(texts[0]).toContain(`ADD VALUE 'lost'`);
  expect(texts[1]).toContain('CREATE INDEX CONCURRENTLY orders_status_placed_at');
  expect(texts[1]).toContain('DROP INDEX CONCURRENTLY "public"."orders_placed_at"');

  expect(await lockstep('revision', '--autogenerate', '-m', 'again', ...place)).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/2 revisions pend/),
  });
  expect(await lockstep('upgrade', ...place)).toMatchObject({ code: 0 });
  expect(await lockstep('diff', '--from', database.url, '--to', 'models')).toMatchObject({ code: 0 });
  expect(await lockstep('downgrade', '-2', ...place)).toMatchObject({ code: 0 });
  const { stdout } = await lockstep('diff', '--from', database.url, '--to', 'applied');
  expect(stdout).toBe('They are equal.\n');
});

test.each(['js', 'ts', 'mjs', 'sql'])(
  'what would destroy values is written down in .%s, and not done',
  async (format) => {
    const database = await createTestDatabase();
    const { project, change, lockstep } = await copyDemo();
    const place = ['--url', database.url];
    await lockstep('upgrade', ...place);
    await change(
      'customer.js',
      'phone: DataTypes.STRING(20),',
      `motto: { type: DataTypes.STRING, defaultValue: '\`\${1}\\\\\\\\' },`,
    );
    await rm(join(project, 'models/payment.js'));
    await change('order.js', /Order\.hasMany\(models\.Payment, \{.*?\}\);/s, '');
    const made = await lockstep('revision', '--autogenerate', '-m', 'less', '--format', format, ...place);
    expect(made).toMatchObject({ code: 0, stderr: '' });
    const [name = ''] = (await readdir(project)).filter((each) => /-less\.(js|ts|mjs|sql)$/.test(each));
    const text = await readFile(join(project, name), 'utf8');
    const comment = format === 'sql' ? '--' : '\\s*//';
    expect(text).toMatch(new RegExp(`^${comment} Left out, because it destroys the values of phone`, 'm'));
    expect(text).toMatch(new RegExp(`^${comment} .*DROP TABLE "public"\\."payments"`, 'm'));
    expect(await lockstep('upgrade', ...place)).toMatchObject({ code: 0 });
    const columns = await database.query<{ name: string }>(
      "SELECT attname AS name FROM pg_attribute WHERE attrelid = 'customers'::regclass AND attname IN ('phone', 'motto') ORDER BY 1",
    );
    expect(columns.map((each) => each.name)).toEqual(['motto', 'phone']);
    expect(await database.query("SELECT to_regclass('payments') IS NOT NULL AS there")).toEqual([
      { there: true },
    ]);
    expect(await lockstep('downgrade', '-1', ...place)).toMatchObject({ code: 0 });
  },
);

test('what was changed by hand is adopted as a revision that is stamped here, or undone by one', async () => {
  const [database, elsewhere] = [await createTestDatabase(), await createTestDatabase()];
  const { project, lockstep } = await copyDemo();
  for (const { url } of [database, elsewhere]) await lockstep('upgrade', '--url', url);
  const diff = () => lockstep('diff', '--from', 'applied', '--to', database.url);
  await database.query(
    'ALTER TABLE customers ADD COLUMN by_hand int; CREATE INDEX by_hand ON orders (total)',
  );
  expect(await diff()).toMatchObject({ code: 1 });
  const adopted = await lockstep('revision', '--adopt', '-m', 'adopted', '--url', database.url);
  expect(adopted).toMatchObject({ code: 0, stdout: expect.stringContaining('Stamped: ') });
  expect(await diff()).toMatchObject({ code: 0, stdout: 'They are equal.\n' });
  expect(await lockstep('upgrade', '--url', elsewhere.url)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Applied 2 revisions/),
  });
  expect(await lockstep('diff', '--from', database.url, '--to', elsewhere.url)).toMatchObject({ code: 0 });

  await database.query(
    'DROP INDEX by_hand; ALTER TABLE customers ALTER COLUMN city SET NOT NULL, DROP CONSTRAINT customers_pkey CASCADE',
  );
  const reverted = await lockstep('revision', '--revert', '-m', 'undone', '--url', database.url);
  expect(reverted).toMatchObject({ code: 0, stderr: '' });
  for (const { url } of [database, elsewhere]) {
    expect(await lockstep('upgrade', '--url', url)).toMatchObject({ code: 0 });
  }
  expect(await lockstep('diff', '--from', database.url, '--to', elsewhere.url)).toMatchObject({ code: 0 });
  expect(await lockstep('revision', '--revert', '-m', 'x', '--url', database.url)).toMatchObject({
    code: 0,
    stdout: 'Nothing to do: nothing was changed by hand.\n',
  });
  expect((await readdir(project)).filter((name) => /adopted|undone/.test(name))).toHaveLength(4);
});

test('the demo: a column is added, a varchar widened, an index dropped, and after the upgrade nothing differs', async () => {
  const database = await createTestDatabase();
  const { project, change, lockstep } = await copyDemo();
  const place = ['--url', database.url];
  await lockstep('upgrade', ...place);
  const head = (await readdir(project)).filter((name) => /^\d/.test(name)).length;
  await change(
    'customer.js',
    'city: DataTypes.STRING(50)',
    'city: DataTypes.STRING(80), note: DataTypes.TEXT',
  );
  await change('order.js', "{ fields: ['placed_at'] }", '');
  const proof = await lockstep('diff', '--from', database.url, '--to', 'models', '--prove');
  expect(proof).toMatchObject({ code: 1, stderr: expect.stringMatching(/^proven$/m) });
  expect(await lockstep('revision', '--autogenerate', '-m', 'wider', ...place)).toMatchObject({ code: 0 });
  expect((await readdir(project)).filter((name) => /^\d/.test(name))).toHaveLength(head + 2);
  expect(await lockstep('upgrade', ...place)).toMatchObject({ code: 0 });
  for (const other of ['models', 'applied']) {
    expect(await lockstep('diff', '--from', database.url, '--to', other)).toMatchObject({
      code: 0,
      stdout: 'They are equal.\n',
    });
  }
});

test('a renamed column keeps its values once it is said to be one, and the answer is remembered', async () => {
  const database = await createTestDatabase();
  const { project, change, lockstep } = await copyDemo();
  const place = ['--url', database.url];
  await lockstep('upgrade', ...place);
  await database.query(
    "INSERT INTO customers (name, email, city, created_at, updated_at) VALUES ('Ada', 'a@example.org', 'Turin', now(), now())",
  );
  await change('customer.js', 'city: DataTypes.STRING(50)', 'town: DataTypes.STRING(50)');
  const question = 'column public.customers.city=town';
  const open = await lockstep('revision', '--autogenerate', '--dry-run', '-m', 'town', ...place);
  expect(open.stderr).toContain(`--rename '${question}'`);
  expect(open.stdout).toContain('Left out, because it destroys the values of city');
  const wrong = await lockstep(
    'diff',
    '--from',
    database.url,
    '--to',
    'models',
    '--rename',
    'customers.city=moon',
  );
  expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining(question) });
  const made = await lockstep(
    'revision',
    '--autogenerate',
    '-m',
    'town',
    '--rename',
    'customers.city=town',
    ...place,
  );
  expect(made).toMatchObject({ code: 0, stderr: '' });
  const remembered = await readFile(join(project, '.lockstep/renames.json'), 'utf8');
  expect(JSON.parse(remembered).renames).toEqual({ [question]: 'renamed' });
  expect(await lockstep('upgrade', ...place)).toMatchObject({ code: 0 });
  expect(await database.query('SELECT town FROM customers')).toEqual([{ town: 'Turin' }]);
  expect(await lockstep('diff', '--from', database.url, '--to', 'models')).toMatchObject({ code: 0 });
  expect(await lockstep('downgrade', '-1', ...place)).toMatchObject({ code: 0 });
  expect(await database.query('SELECT city FROM customers')).toEqual([{ city: 'Turin' }]);
});

test('names that nobody has stated are made as the project makes its own', async () => {
  const database = await createTestDatabase();
  const { project, change, lockstep } = await copyDemo();
  const place = ['--url', database.url];
  await lockstep('upgrade', ...place);
  await database.query('ALTER INDEX orders_placed_at RENAME TO ix_orders_placed_at');
  const indexes = await database.query<{ name: string; table: string; columns: string }>(
    `SELECT c.relname AS name, t.relname AS table, string_agg(a.attname, '_' ORDER BY k.at) AS columns FROM pg_index i
      JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
      CROSS JOIN unnest(i.indkey) WITH ORDINALITY AS k (number, at) JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number
      WHERE c.relnamespace = 'public'::regnamespace AND NOT i.indisunique GROUP BY 1, 2`,
  );
  for (const { name, table, columns } of indexes) {
    if (!name.startsWith('ix_'))
      await database.query(`ALTER INDEX "${name}" RENAME TO "ix_${table}_${columns}"`);
  }
  await change(
    'order.js',
    "{ fields: ['placed_at'] }",
    "{ fields: ['placed_at'] }, { fields: ['status'] }, { name: 'own_name', fields: ['total'] }",
  );
  const generate = async (...words: readonly string[]) =>
    (await lockstep('revision', '--autogenerate', '--dry-run', '-m', 'x', ...words, ...place)).stdout;
  const followed = await generate();
  expect(followed).toContain('CREATE INDEX CONCURRENTLY ix_orders_status ON');
  expect(followed).toContain('CREATE INDEX CONCURRENTLY own_name ON');
  expect(await generate('--naming', 'as-modelled')).toContain('CREATE INDEX CONCURRENTLY orders_status ON');
  expect(await readdir(project)).not.toContain('.lockstep');
});
