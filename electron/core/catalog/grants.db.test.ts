/** What is granted, as PostgreSQL's own aclexplode tells it: one database gets the grants of another, and back. */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { parseTarget } from '../connection/parseTarget';
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase';
import { createTestRole } from '../testing/testRole';
import type { TestPostgres } from '../testing/testServers';
import type { Catalog } from './catalog';
import { diffCatalogs } from './diff/diffCatalogs';
import { fetchCatalog } from './fetchCatalog';

const SCHEMA = `CREATE SCHEMA "Odd s"; CREATE TYPE mood AS ENUM ('ok'); CREATE DOMAIN cents AS int;
  CREATE TABLE orders (id serial PRIMARY KEY, "To tal" int, feeling mood); CREATE TABLE "Odd s"."T ""x""" (a int);
  CREATE SEQUENCE counter; CREATE VIEW totals AS SELECT id, "To tal" FROM orders;
  CREATE FUNCTION plus(a int) RETURNS int LANGUAGE sql AS 'SELECT a + 1';
  CREATE PROCEDURE tidy(IN a text, IN b int) LANGUAGE sql AS 'SELECT 1';
  CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int)`;

const ON: readonly (readonly [target: string, privileges: readonly string[]])[] = [
  ['TABLE orders', ['SELECT', 'INSERT', 'UPDATE ("To tal")', 'REFERENCES (id)', 'ALL']],
  ['TABLE "Odd s"."T ""x"""', ['SELECT (a)', 'DELETE', 'TRIGGER']],
  ['TABLE totals', ['SELECT', 'SELECT (id)']],
  ['SEQUENCE counter', ['USAGE', 'UPDATE']],
  ['FUNCTION plus(int)', ['EXECUTE']],
  ['PROCEDURE tidy(text, int)', ['EXECUTE']],
  ['FUNCTION total(int)', ['EXECUTE']],
  ['TYPE mood', ['USAGE']],
  ['DOMAIN cents', ['USAGE']],
  ['SCHEMA "Odd s"', ['USAGE', 'CREATE']],
];

/** Of 0: nobody's, 1 and 2: of one of the two roles, 3: of PUBLIC. */
const granted = fc.array(
  fc.constantFrom(...ON).chain(([target, privileges]) =>
    fc.record({
      target: fc.constant(target),
      privilege: fc.constantFrom(...privileges),
      role: fc.constantFrom(0, 1, 2),
      isRevoked: fc.boolean(),
      isGrantable: fc.boolean(),
    }),
  ),
  { maxLength: 14 },
);
type Granted = typeof granted extends fc.Arbitrary<infer T> ? T : never;

function sqlOf(grants: Granted, roles: readonly string[]): string {
  return grants
    .map(({ target, privilege, role, isRevoked, isGrantable }) => {
      const name = roles[role] ?? 'PUBLIC';
      if (isRevoked) return `REVOKE ${privilege} ON ${target} FROM ${name};`;
      return `GRANT ${privilege} ON ${target} TO ${name}${isGrantable && name !== 'PUBLIC' ? ' WITH GRANT OPTION' : ''};`;
    })
    .join('\n');
}

/** The owner's own are left out, and what everybody may by default is the same as nothing said. */
const ACLS = `SELECT o.what, coalesce(r.rolname, 'PUBLIC') AS role, e.privilege_type, e.is_grantable FROM (
    SELECT oid::regclass::text AS what, relowner AS owner, coalesce(relacl, acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", relowner)) AS acl
      FROM pg_class WHERE relkind IN ('r', 'v', 'S')
    UNION ALL SELECT attrelid::regclass || '.' || attname, relowner, attacl FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
    UNION ALL SELECT oid::regprocedure::text, proowner, coalesce(proacl, acldefault('f', proowner)) FROM pg_proc
    UNION ALL SELECT oid::regtype::text, typowner, coalesce(typacl, acldefault('T', typowner)) FROM pg_type
    UNION ALL SELECT nspname, nspowner, coalesce(nspacl, acldefault('n', nspowner)) FROM pg_namespace) o,
  LATERAL aclexplode(o.acl) e LEFT JOIN pg_roles r ON r.oid = e.grantee
  WHERE e.grantee <> o.owner AND o.what !~ '^(pg_|information_schema)' GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`;

const PUBLIC = 'PUBLIC';
const bench = new Map<TestPostgres, { a: TestDatabase; b: TestDatabase; roles: readonly string[] }>();
beforeAll(async () => {
  for (const postgres of ['18', '15'] as const) {
    // They can be dropped only after the databases in which they may do something.
    const other = await createTestDatabase({ postgres });
    const roles = [PUBLIC, (await createTestRole(other)).name, (await createTestRole(other)).name];
    const [a, b] = [await createTestDatabase({ postgres }), await createTestDatabase({ postgres })];
    bench.set(postgres, { a, b, roles });
  }
});

test.each(['18', '15'] as const)(
  'any grants become any others, and back, on PostgreSQL %s',
  async (postgres) => {
    const { a, b, roles } = bench.get(postgres) ?? expect.fail();
    const property = fc.asyncProperty(granted, granted, async (one, other) => {
      for (const [database, grants] of [
        [a, one],
        [b, other],
      ] as const) {
        await database.query(
          `DROP SCHEMA IF EXISTS public, "Odd s" CASCADE; CREATE SCHEMA public; ${SCHEMA}`,
        );
        await database.query(sqlOf(grants, roles));
      }
      const [first, second] = [await read(a), await read(b)];
      const before = await a.query(ACLS);
      await run(a, first, second);
      expect(await a.query(ACLS)).toEqual(await b.query(ACLS));
      expect(diffCatalogs(await read(a), second).changes).toEqual([]);
      await run(a, await read(a), first);
      expect(await a.query(ACLS)).toEqual(before);
    });
    await fc.assert(property, { numRuns: 25, seed: 5 });
  },
  120_000,
);

test('what is made new has the grants of its model, where PUBLIC may less than by default, too', async () => {
  const { a, b, roles } = bench.get('18') ?? expect.fail();
  await a.query('DROP SCHEMA IF EXISTS public, "Odd s" CASCADE; CREATE SCHEMA public');
  await b.query(`DROP SCHEMA IF EXISTS public, "Odd s" CASCADE; CREATE SCHEMA public; ${SCHEMA}`);
  await b.query(`REVOKE ALL ON FUNCTION plus(int) FROM PUBLIC; GRANT EXECUTE ON FUNCTION plus(int) TO ${roles[1]};
    REVOKE USAGE ON TYPE mood FROM PUBLIC; GRANT SELECT, UPDATE ("To tal") ON orders TO ${roles[2]}`);
  await run(a, await read(a), await read(b));
  expect(await a.query(ACLS)).toEqual(await b.query(ACLS));
});

test('a view that is made anew has its grants again, and what goes takes its grants along', async () => {
  const { a, b, roles } = bench.get('18') ?? expect.fail();
  for (const database of [a, b]) {
    await database.query(`DROP SCHEMA IF EXISTS public, "Odd s" CASCADE; CREATE SCHEMA public; ${SCHEMA};
      GRANT SELECT ON totals, orders TO ${roles[1]}; GRANT SELECT (a) ON "Odd s"."T ""x""" TO ${roles[1]}`);
  }
  await b.query('ALTER TABLE orders ALTER id TYPE bigint').catch(() => undefined);
  await b.query(`DROP VIEW totals; ALTER TABLE orders ALTER "To tal" TYPE bigint;
    CREATE VIEW totals AS SELECT id, "To tal" FROM orders; GRANT SELECT ON totals TO ${roles[1]}; DROP TABLE "Odd s"."T ""x"""`);
  await run(a, await read(a), await read(b));
  expect(await a.query(ACLS)).toEqual(await b.query(ACLS));
});

test('they are read only where they are asked for, and compared only where both sides have them', async () => {
  const { a, roles } = bench.get('18') ?? expect.fail();
  await a.query(`DROP SCHEMA IF EXISTS public, "Odd s" CASCADE; CREATE SCHEMA public; ${SCHEMA};
    GRANT SELECT ON orders TO ${roles[1]}`);
  const plain = await fetchCatalog(parseTarget({ url: a.url }));
  expect(plain.objects.filter(({ kind }) => kind === 'grant')).toEqual([]);
  expect(diffCatalogs(plain, await read(a)).changes).toEqual([]);
});

function read({ url }: TestDatabase): Promise<Catalog> {
  return fetchCatalog(parseTarget({ url }), undefined, { grants: true });
}

async function run(database: TestDatabase, from: Catalog, to: Catalog): Promise<void> {
  for (const { sql } of diffCatalogs(from, to).changes.flatMap(({ steps }) => steps)) {
    await database.query(sql).catch((error) => {
      throw new Error(`${error.message}\n${sql}`);
    });
  }
}
