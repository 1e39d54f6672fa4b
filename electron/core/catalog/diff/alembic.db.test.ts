/**
 * What Alembic's autogenerate does not see (its documentation and its comparison of types, 1.18) is seen here, and
 * what it reports although nothing differs is not. Each pair is made in two databases and compared.
 */
import { beforeAll, expect, test } from 'vitest';
import { parseTarget } from '../../connection/parseTarget';
import { atOnce } from '../../stretches';
import { createTestDatabase, type TestDatabase } from '../../testing/createTestDatabase';
import type { Catalog } from '../catalog';
import { fetchCatalog } from '../fetchCatalog';
import { findRenames } from '../renames/findRenames';
import { idOfRename } from '../renames/rename';
import { diffCatalogs } from './diffCatalogs';

let one: TestDatabase;
let other: TestDatabase;
beforeAll(async () => {
  [one, other] = [await createTestDatabase(), await createTestDatabase()];
});

async function makeBoth(from: string, to: string): Promise<readonly [Catalog, Catalog]> {
  for (const [database, sql] of [
    [one, from],
    [other, to],
  ] as const) {
    await database.query(
      `DROP SCHEMA public CASCADE; DROP SCHEMA IF EXISTS extra CASCADE; CREATE SCHEMA public; CREATE SCHEMA extra;
       CREATE TABLE t (id int); CREATE TABLE parent (id int PRIMARY KEY); ${sql}`,
    );
  }
  return [await read(one), await read(other)];
}

async function compare(from: string, to: string) {
  const [a, b] = await makeBoth(from, to);
  const { changes } = diffCatalogs(a, b);
  for (const { sql } of changes.flatMap(({ steps }) => steps)) await one.query(sql);
  expect(diffCatalogs(await read(one), b).changes, 'the changes make it equal').toEqual([]);
  return changes.map(({ action, object }) => `${action} ${object}`);
}

function read({ url }: TestDatabase) {
  return fetchCatalog(parseTarget({ url }));
}

const column = (type: string) => `ALTER TABLE t ADD COLUMN c ${type}`;
const IN_TABLE = ['alter table public.t'];

const MISSED: readonly (readonly [what: string, from: string, to: string, changes: readonly string[]])[] = [
  ['varchar gets a length', column('varchar'), column('varchar(50)'), IN_TABLE],
  ['varchar loses its length', column('varchar(50)'), column('varchar'), IN_TABLE],
  ['numeric gets a scale', column('numeric(10)'), column('numeric(10,2)'), IN_TABLE],
  ['the precision of a time', column('timestamptz(3)'), column('timestamptz'), IN_TABLE],
  ['integer becomes an array', column('integer'), column('integer[]'), IN_TABLE],
  ['an array becomes an integer', column('integer[]'), column('integer'), IN_TABLE],
  ['bit and bit varying', column('bit(3)'), column('bit varying(3)'), IN_TABLE],
  [
    'a label is added',
    `CREATE TYPE e AS ENUM ('a')`,
    `CREATE TYPE e AS ENUM ('a', 'b')`,
    ['alter enum public.e'],
  ],
  ['varchar gets longer', column('varchar(50)'), column('varchar(60)'), IN_TABLE],
  ['varchar becomes text', column('varchar(50)'), column('text'), IN_TABLE],
  ['timestamp with time zone', column('timestamp'), column('timestamptz'), IN_TABLE],
  ['timestamp without time zone', column('timestamptz'), column('timestamp'), IN_TABLE],
  ['integer becomes bigint', column('int'), column('bigint'), IN_TABLE],
  ['json becomes jsonb', column('json'), column('jsonb'), IN_TABLE],
  ['the collation', column('text'), column('text COLLATE "C"'), IN_TABLE],
  [
    'a default that is volatile',
    column('timestamptz DEFAULT now()'),
    column('timestamptz DEFAULT clock_timestamp()'),
    IN_TABLE,
  ],
  ['a default NULL and none', column('int DEFAULT 1'), column('int'), IN_TABLE],
  [
    'a generated expression',
    column('int GENERATED ALWAYS AS (id + 1) STORED'),
    column('int GENERATED ALWAYS AS (id + 2) STORED'),
    IN_TABLE,
  ],
  [
    'the start of an identity',
    column('int GENERATED ALWAYS AS IDENTITY'),
    column('int GENERATED ALWAYS AS IDENTITY (START 5)'),
    IN_TABLE,
  ],
  [
    'INCLUDE',
    `${column('int')}; CREATE INDEX i ON t (id)`,
    `${column('int')}; CREATE INDEX i ON t (id) INCLUDE (c)`,
    ['drop index public.i', 'create index public.i'],
  ],
  [
    'a predicate',
    'CREATE INDEX i ON t (id)',
    'CREATE INDEX i ON t (id) WHERE id > 5',
    ['drop index public.i', 'create index public.i'],
  ],
  [
    'another predicate',
    'CREATE INDEX i ON t (id) WHERE id > 4',
    'CREATE INDEX i ON t (id) WHERE id > 5',
    ['drop index public.i', 'create index public.i'],
  ],
  [
    'the method',
    'CREATE INDEX i ON t (id)',
    'CREATE INDEX i ON t USING hash (id)',
    ['drop index public.i', 'create index public.i'],
  ],
  [
    'an opclass',
    `${column('text')}; CREATE INDEX i ON t (c)`,
    `${column('text')}; CREATE INDEX i ON t (c text_pattern_ops)`,
    ['drop index public.i', 'create index public.i'],
  ],
  [
    'an opclass of an expression',
    `${column('text')}; CREATE INDEX i ON t (lower(c))`,
    `${column('text')}; CREATE INDEX i ON t (lower(c) text_pattern_ops)`,
    ['drop index public.i', 'create index public.i'],
  ],
  [
    'NULLS NOT DISTINCT',
    'CREATE UNIQUE INDEX i ON t (id)',
    'CREATE UNIQUE INDEX i ON t (id) NULLS NOT DISTINCT',
    ['drop index public.i', 'create index public.i'],
  ],
  [
    'the order in an expression',
    'CREATE INDEX i ON t ((id + 1))',
    'CREATE INDEX i ON t ((id + 1) DESC)',
    ['drop index public.i', 'create index public.i'],
  ],
  [
    'options of an index',
    'CREATE INDEX i ON t (id)',
    'CREATE INDEX i ON t (id) WITH (fillfactor = 50)',
    ['drop index public.i', 'create index public.i'],
  ],
  [
    'a primary key',
    '',
    'ALTER TABLE t ADD PRIMARY KEY (id)',
    ['alter table public.t', 'create constraint t_pkey on public.t'],
  ],
  [
    'a unique constraint without a name',
    '',
    'ALTER TABLE t ADD UNIQUE (id)',
    ['create constraint t_id_key on public.t'],
  ],
  [
    'a CHECK without a name',
    '',
    'ALTER TABLE t ADD CHECK (id > 0)',
    ['create constraint t_id_check on public.t'],
  ],
  [
    'a foreign key without a name',
    '',
    'ALTER TABLE t ADD FOREIGN KEY (id) REFERENCES parent',
    ['create constraint t_id_fkey on public.t'],
  ],
  [
    'the text of a CHECK',
    'ALTER TABLE t ADD CONSTRAINT k CHECK (id > 1)',
    'ALTER TABLE t ADD CONSTRAINT k CHECK (id > 2)',
    ['drop constraint k on public.t', 'create constraint k on public.t'],
  ],
  [
    'EXCLUDE',
    '',
    'ALTER TABLE t ADD CONSTRAINT x EXCLUDE USING btree (id WITH =)',
    ['create constraint x on public.t'],
  ],
  [
    'what a foreign key does',
    'ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (id) REFERENCES parent',
    'ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (id) REFERENCES parent ON DELETE CASCADE',
    ['drop constraint f on public.t', 'create constraint f on public.t'],
  ],
  ['a sequence', '', 'CREATE SEQUENCE s', ['create sequence public.s']],
  ['a step of a sequence', 'CREATE SEQUENCE s', 'CREATE SEQUENCE s INCREMENT 2', ['alter sequence public.s']],
  ['a view', 'CREATE VIEW v AS SELECT 1 AS a', 'CREATE VIEW v AS SELECT 2 AS a', ['alter view public.v']],
  [
    'a function',
    `CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'`,
    `CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2'`,
    ['alter function public.f()'],
  ],
  [
    'a trigger',
    '',
    `CREATE TRIGGER g AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()`,
    ['create trigger g on public.t'],
  ],
  [
    'a policy',
    'CREATE POLICY p ON t USING (id = 1)',
    'CREATE POLICY p ON t USING (id = 2)',
    ['drop policy p on public.t', 'create policy p on public.t'],
  ],
  ['an extension', '', 'CREATE EXTENSION citext SCHEMA extra', ['create extension citext']],
  [
    'a partition',
    'CREATE TABLE p (a int) PARTITION BY LIST (a)',
    'CREATE TABLE p (a int) PARTITION BY LIST (a); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)',
    ['create table public.p1', 'finish table public.p1'],
  ],
  ['a storage parameter', '', 'ALTER TABLE t SET (fillfactor = 60)', IN_TABLE],
  ['a comment on a column', column('int'), `${column('int')}; COMMENT ON COLUMN t.c IS 'x'`, IN_TABLE],
  [
    'a domain',
    'CREATE DOMAIN d AS int',
    'CREATE DOMAIN d AS int CHECK (VALUE > 0)',
    ['alter domain public.d'],
  ],
];

test.each(MISSED)('%s', async (_what, from, to, changes) => {
  expect(await compare(from, to)).toEqual(changes);
});

/** Alembic drops and adds; we ask, and until somebody answers do the same. */
test.each([
  ['a column', column('int'), 'ALTER TABLE t ADD COLUMN d int', 'column public.t.c=d'],
  ['a table', 'CREATE TABLE a (x int, y text)', 'CREATE TABLE b (x int, y text)', 'table public.a=b'],
  ['an index', 'CREATE INDEX i ON t (id)', 'CREATE INDEX j ON t (id)', 'index public.i=j'],
  [
    'a constraint',
    'ALTER TABLE t ADD CONSTRAINT k CHECK (id > 1)',
    'ALTER TABLE t ADD CONSTRAINT l CHECK (id > 1)',
    'constraint public.t.k=l',
  ],
  ['a label', "CREATE TYPE e AS ENUM ('a', 'b')", "CREATE TYPE e AS ENUM ('a', 'bb')", 'label public.e.b=bb'],
])('it may be a rename: %s', async (_what, from, to, question) => {
  const [a, b] = await makeBoth(from, to);
  expect(atOnce(findRenames(a, b)).map(idOfRename)).toEqual([question]);
});

const NO_DIFFERENCE: readonly (readonly [what: string, one: string, other: string])[] = [
  [
    'serial, and what it stands for',
    'CREATE TABLE s (id serial)',
    `CREATE SEQUENCE s_id_seq AS int; CREATE TABLE s (id int NOT NULL DEFAULT nextval('s_id_seq')); ALTER SEQUENCE s_id_seq OWNED BY s.id`,
  ],
  [
    'names in nextval',
    `CREATE SEQUENCE q; ${column("int DEFAULT nextval('q')")}`,
    `CREATE SEQUENCE q; ${column("int DEFAULT nextval('public.q'::regclass)")}`,
  ],
  ['casts in defaults', column("text DEFAULT 'a'"), column("text DEFAULT 'a'::text")],
  ['spelling of types', column('character varying(10)'), column('varchar(10)')],
  ['decimal and numeric', column('decimal(5,1)'), column('numeric(5,1)')],
  ['float and double precision', column('float8'), column('double precision')],
  ['no default, and NULL', column('int'), column('int DEFAULT NULL')],
  [
    'functions that answer otherwise each time',
    column('uuid DEFAULT gen_random_uuid()'),
    column('uuid DEFAULT gen_random_uuid( )'),
  ],
  ['functions that answer now', column('timestamptz DEFAULT now()'), column('timestamptz DEFAULT  NOW ( )')],
  ['spelling of expressions', column('int DEFAULT 1+2'), column('int DEFAULT (1 + 2)')],
  [
    'spelling of a CHECK',
    `ALTER TABLE t ADD CONSTRAINT k CHECK (id IN (1,2))`,
    'ALTER TABLE t ADD CONSTRAINT k CHECK (id = ANY (ARRAY[1, 2]))',
  ],
  [
    'BETWEEN in a CHECK',
    'ALTER TABLE t ADD CONSTRAINT k CHECK (id BETWEEN 1 AND 2)',
    'ALTER TABLE t ADD CONSTRAINT k CHECK (id >= 1 AND id <= 2)',
  ],
  [
    'spelling of a predicate',
    "CREATE INDEX i ON t (id) WHERE id::text = 'x'",
    "CREATE INDEX i ON t (id) WHERE ((id)::text = ('x')::text)",
  ],
  [
    'usual modifiers of an index',
    'CREATE INDEX i ON t (id)',
    'CREATE INDEX i ON t USING btree (id ASC NULLS LAST)',
  ],
  ['the order of columns', 'ALTER TABLE t ADD a int, ADD b int', 'ALTER TABLE t ADD b int, ADD a int'],
  ['a boolean’s default', column('boolean DEFAULT false'), column("boolean DEFAULT 'f'")],
  [
    'an identity',
    column('int GENERATED BY DEFAULT AS IDENTITY'),
    column('int GENERATED BY DEFAULT AS IDENTITY (START 1 INCREMENT 1)'),
  ],
];

test.each(NO_DIFFERENCE)('no difference: %s', async (_what, from, to) => {
  expect(await compare(from, to)).toEqual([]);
});
