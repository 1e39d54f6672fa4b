/**
 * The law of generated revisions: of any two schemas, they make the first as the second, and each of them can be
 * undone and done again for itself. LOCKSTEP_PAIRS says how many are tried, LOCKSTEP_SEED which.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Piece, RevisionContent } from '../../revisions/authoring/fileChange';
import { atOnce } from '../../stretches';
import type { Catalog } from '../catalog';
import { compareCatalogs } from '../comparison/compareCatalogs';
import { diffCatalogs } from '../diff/diffCatalogs';
import { openPlace, type Place } from '../diff/random/checkPair';
import { schemaPair, schemaSql, statementsOf } from '../diff/random/schemas';
import { generateContent } from './generateContent';
import { revisionsOf } from './revisionsOf';

const { LOCKSTEP_PAIRS, LOCKSTEP_SEED } = process.env;
const PAIRS = Number(LOCKSTEP_PAIRS ?? 25);
const SEED = Number(LOCKSTEP_SEED ?? 18);

const places = new Map<'18' | '15', readonly [Place, Place]>();
beforeAll(async () => {
  for (const postgres of ['18', '15'] as const) {
    places.set(postgres, [await openPlace(postgres), await openPlace(postgres)]);
  }
});
afterAll(async () => {
  for (const place of [...places.values()].flat()) await place.close();
});

test.each([
  { postgres: '18', pairs: PAIRS },
  { postgres: '15', pairs: Math.ceil(PAIRS / 5) },
] as const)(
  `any of $pairs pairs on PostgreSQL $postgres, seed ${SEED}`,
  async ({ postgres, pairs }) => {
    let later = 0;
    const property = fc.asyncProperty(schemaPair, async ({ a, b }) => {
      const contents = await check(postgres, schemaSql(a), schemaSql(b)).catch((error: unknown) => {
        const [from, to] = [a, b].map((schema) => statementsOf(schema).join(';\n'));
        throw new Error(
          `${error instanceof Error ? error.message : error}\n-- from\n${from};\n-- to\n${to};`,
        );
      });
      if (contents.length > 1) later++;
    });
    await fc.assert(property, { numRuns: pairs, seed: SEED, endOnFailure: true });
    expect(later, 'pairs with more than one revision').toBeGreaterThan(pairs / 5);
  },
  3_600_000,
);

const BASE = `CREATE TYPE mood AS ENUM ('sad', 'ok');
  CREATE FUNCTION same(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1';
  CREATE TABLE a (id int NOT NULL, x int, y int NOT NULL, note text, feels mood DEFAULT 'ok');
  CREATE INDEX by_same ON a (same(x)); CREATE INDEX by_pattern ON a (note text_pattern_ops); CREATE INDEX by_y ON a (y);
  CREATE TABLE b (id int PRIMARY KEY, ax int);
  CREATE TABLE m (id int NOT NULL) PARTITION BY LIST (id); CREATE TABLE h (id int NOT NULL);
  CREATE TABLE p (id int, d int) PARTITION BY RANGE (d);
  CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (2);`;

interface Case {
  readonly name: string;
  /** What is done to BASE. */
  readonly sql?: string;
  /** Or what it becomes. */
  readonly to?: string;
  /** Statements of each revision. */
  readonly up: readonly (readonly string[])[];
}

const IN_USE = 'ALTER TABLE "public"."a"';
const CASES: readonly Case[] = [
  {
    name: 'an index comes after all else',
    sql: 'CREATE INDEX i ON a (x); ALTER TABLE a ADD z int',
    up: [[`${IN_USE} ADD COLUMN "z" integer`], ['CREATE INDEX CONCURRENTLY i ON public.a USING btree (x)']],
  },
  {
    name: 'a foreign key comes after the index that it needs',
    sql: 'CREATE UNIQUE INDEX u ON a (x); ALTER TABLE b ADD CONSTRAINT f FOREIGN KEY (ax) REFERENCES a (x)',
    up: [
      [
        'CREATE UNIQUE INDEX CONCURRENTLY u ON public.a USING btree (x)',
        'ALTER TABLE "public"."b" ADD CONSTRAINT "f" FOREIGN KEY (ax) REFERENCES public.a(x) NOT VALID',
        'ALTER TABLE "public"."b" VALIDATE CONSTRAINT "f"',
      ],
    ],
  },
  {
    name: 'an index goes before the function that it calls, and where nothing else needs it, last',
    sql: 'DROP INDEX by_same, by_y; DROP FUNCTION same',
    up: [
      ['DROP INDEX "public"."by_same"', 'DROP FUNCTION "public"."same"(integer)'],
      ['DROP INDEX CONCURRENTLY "public"."by_y"'],
    ],
  },
  {
    name: 'an index goes before the type of its column',
    sql: 'DROP INDEX by_pattern; ALTER TABLE a ALTER note TYPE int USING note::int',
    up: [
      [
        'DROP INDEX "public"."by_pattern"',
        `${IN_USE} ALTER COLUMN "note" TYPE integer USING "note"::text::integer`,
      ],
    ],
  },
  {
    name: 'an index that tells rows apart for replication is made at once',
    sql: 'CREATE UNIQUE INDEX u ON a (y); ALTER TABLE a REPLICA IDENTITY USING INDEX u',
    up: [['CREATE UNIQUE INDEX u ON public.a USING btree (y)', `${IN_USE} REPLICA IDENTITY USING INDEX "u"`]],
  },
  {
    name: 'the index of a partitioned table is built on each partition, and attached',
    sql: 'CREATE INDEX i ON p (d)',
    up: [
      [
        'CREATE INDEX i ON ONLY public.p USING btree (d)',
        'CREATE INDEX CONCURRENTLY p1_d_idx ON public.p1 USING btree (d)',
        'ALTER INDEX "public"."i" ATTACH PARTITION "public"."p1_d_idx"',
      ],
    ],
  },
  {
    name: 'NOT NULL is proven by a check',
    sql: 'ALTER TABLE b ALTER ax SET NOT NULL',
    up: [
      [
        'ALTER TABLE "public"."b" DROP CONSTRAINT IF EXISTS "lockstep_not_null", ADD CONSTRAINT "lockstep_not_null" CHECK ("ax" IS NOT NULL) NOT VALID',
        'ALTER TABLE "public"."b" VALIDATE CONSTRAINT "lockstep_not_null"',
        'ALTER TABLE "public"."b" ALTER COLUMN "ax" SET NOT NULL',
        'ALTER TABLE "public"."b" DROP CONSTRAINT "lockstep_not_null"',
      ],
    ],
  },
  {
    name: 'NOT NULL that a replaced key needs is there before',
    sql: 'ALTER TABLE b DROP CONSTRAINT b_pkey, ADD PRIMARY KEY (id, ax)',
    up: [
      [
        'ALTER TABLE "public"."b" DROP CONSTRAINT "b_pkey"',
        'ALTER TABLE "public"."b" ALTER COLUMN "ax" SET NOT NULL',
        'ALTER TABLE ONLY "public"."b" ADD CONSTRAINT "b_pkey" PRIMARY KEY (id, ax)',
      ],
    ],
  },
  {
    name: 'a unique constraint takes an index that was built beside others',
    sql: 'ALTER TABLE a ADD CONSTRAINT u UNIQUE NULLS NOT DISTINCT (x, y) INCLUDE (id) DEFERRABLE INITIALLY DEFERRED',
    up: [
      [
        'CREATE UNIQUE INDEX CONCURRENTLY "u" ON "public"."a" (x, y) INCLUDE (id) NULLS NOT DISTINCT',
        `${IN_USE} ADD CONSTRAINT "u" UNIQUE USING INDEX "u" DEFERRABLE INITIALLY DEFERRED`,
      ],
    ],
  },
  {
    name: 'and so does a primary key, its columns being NOT NULL before',
    sql: 'ALTER TABLE a ADD CONSTRAINT k PRIMARY KEY (id, x)',
    up: [
      [
        `${IN_USE} DROP CONSTRAINT IF EXISTS "lockstep_not_null", ADD CONSTRAINT "lockstep_not_null" CHECK ("x" IS NOT NULL) NOT VALID`,
        `${IN_USE} VALIDATE CONSTRAINT "lockstep_not_null"`,
        `${IN_USE} ALTER COLUMN "x" SET NOT NULL`,
        `${IN_USE} DROP CONSTRAINT "lockstep_not_null"`,
        'CREATE UNIQUE INDEX CONCURRENTLY "k" ON "public"."a" (id, x)',
        `${IN_USE} ADD CONSTRAINT "k" PRIMARY KEY USING INDEX "k"`,
      ],
    ],
  },
  {
    name: 'a partition has its NOT NULL under the name that it had',
    to: BASE.replace('h (id int NOT NULL)', 'h PARTITION OF m DEFAULT'),
    up: [['ALTER TABLE ONLY "public"."m" ATTACH PARTITION "public"."h" DEFAULT']],
  },
  {
    name: 'a new label is committed before it is used',
    to: BASE.replace("'ok')", "'ok', 'glad')").replace("DEFAULT 'ok'", "DEFAULT 'glad'"),
    up: [
      [`ALTER TYPE "public"."mood" ADD VALUE 'glad'`],
      [`ALTER TABLE ONLY "public"."a" ALTER COLUMN "feels" SET DEFAULT 'glad'::public.mood`],
    ],
  },
];

const SINCE_15 = CASES.flatMap((each) => (['18', '15'] as const).map((postgres) => ({ ...each, postgres })));

test.each(SINCE_15)('$name, on PostgreSQL $postgres', async ({ sql, to, up, postgres }) => {
  const contents = await check(postgres, BASE, to ?? `${BASE} ${sql}`);
  expect(contents.map((each) => sqlOf(each.up))).toEqual(up);
});

test('a column that no row could have is told', async () => {
  const [content] = await check(
    '18',
    BASE,
    `${BASE} ALTER TABLE a ADD z int NOT NULL, ADD w int NOT NULL DEFAULT 1`,
  );
  expect(content?.up.map(({ title }) => title)).toEqual([
    'alter table public.a: takes ACCESS EXCLUSIVE, reads the whole table, fails where the table has rows',
  ]);
});

test('what is written above a statement is of that statement', async () => {
  const sql = 'ALTER TABLE b ADD CONSTRAINT f CHECK (ax > 0), ADD CONSTRAINT u UNIQUE (ax)';
  const contents = await check('18', BASE, `${BASE} ${sql}`);
  expect(contents.map(({ up }) => up.map(({ title }) => title))).toEqual([
    ['create constraint f on public.b: takes ACCESS EXCLUSIVE'],
    [
      'create constraint f on public.b: takes SHARE UPDATE EXCLUSIVE, reads the whole table',
      'create constraint u on public.b: takes SHARE UPDATE EXCLUSIVE, reads the whole table',
      'create constraint u on public.b: takes ACCESS EXCLUSIVE',
    ],
  ]);
});

/** There, the last one back and there again, and all the way back. */
async function check(postgres: '18' | '15', aSql: string, bSql: string): Promise<readonly RevisionContent[]> {
  const [changed, wanted] = places.get(postgres) ?? [];
  if (!changed || !wanted) throw new Error('There is no database.');
  const [from, to] = [await changed.make(aSql), await wanted.make(bSql)];
  const compared = compareCatalogs(from, to);
  const all = compared.rows.map(({ id }) => id);
  const generated = atOnce(generateContent(compared, all));
  if (compared.difference.refused.length > 0) return [];
  expect(generated.refused).toEqual([]);
  const { content, further = [] } = revisionsOf('m', generated) ?? {};
  const contents = content ? [content, ...further.map((each) => each.content)] : [];
  for (const each of contents) await run(changed, each, each.up);
  expectEqual(await changed.read(), to);
  // Some ways back no SQL can go, which is written there.
  if (contents.some(({ down }) => down.some(({ leftOut }) => leftOut !== null))) return contents;
  for (const each of hasOtherHeirs(from, to) ? [] : contents.slice(-1)) {
    await run(changed, each, each.down);
    await run(changed, each, each.up);
  }
  expectEqual(await changed.read(), to);
  for (const each of [...contents].reverse()) await run(changed, each, each.down);
  expectEqual(await changed.read(), from);
  return contents;
}

/** What has left its parent and joined it again has its NOT NULL under another name than before. */
function hasOtherHeirs(from: Catalog, to: Catalog): boolean {
  const [old, now] = [from, to].map(({ objects }) =>
    objects.flatMap((each) => (each.kind === 'table' ? [JSON.stringify([each.id, each.parents])] : [])),
  );
  return old?.join() !== now?.join();
}

/** Nothing is left that could be done. */
function expectEqual(is: Catalog, shouldBe: Catalog): void {
  const left = diffCatalogs(is, shouldBe).changes;
  expect(left.map(({ action, object }) => `${action} ${object}`)).toEqual([]);
}

async function run(
  { session }: Place,
  { transaction }: RevisionContent,
  pieces: readonly Piece[],
): Promise<void> {
  if (transaction !== false) await session.query('BEGIN');
  for (const sql of sqlOf(pieces)) {
    await session.query(sql).catch(async (error: unknown) => {
      if (transaction !== false) await session.query('ROLLBACK');
      throw new Error(`${error instanceof Error ? error.message : error}\n${sql}`);
    });
  }
  if (transaction !== false) await session.query('COMMIT');
}

function sqlOf(pieces: readonly Piece[]): readonly string[] {
  return pieces.flatMap(({ statements, leftOut }) => (leftOut === null ? statements : []));
}
