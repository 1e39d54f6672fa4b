/** Asked of the planner, which knows by itself whether an index finds the rows of a key. */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { parseTarget } from '../../connection/parseTarget';
import { openSession, type Session } from '../../connection/session';
import { createTestDatabase, type TestDatabase } from '../../testing/createTestDatabase';
import { atEnd } from '../../testing/endings';
import { fetchSchemaFacts } from './schemaFacts';
import { supportsForeignKey } from './supportsForeignKey';

let database: TestDatabase;
let session: Session;

beforeAll(async () => {
  database = await createTestDatabase();
  session = await openSession(parseTarget({ url: database.url }), { kind: 'watch', name: 'lockstep watch' });
  atEnd(() => session.close());
});

interface RandomIndex {
  readonly method: 'btree' | 'hash';
  readonly columns: readonly string[];
  readonly a: string;
  readonly order: '' | ' DESC';
  readonly where: string;
}

const randomIndex: fc.Arbitrary<RandomIndex> = fc.record({
  method: fc.constantFrom('btree', 'btree', 'btree', 'hash'),
  columns: fc.shuffledSubarray(['a', 'b', 'c'], { minLength: 1 }),
  a: fc.constantFrom('', '', ' text_pattern_ops', ' COLLATE "C"'),
  order: fc.constantFrom('', ' DESC'),
  where: fc.constantFrom('', '', '', ' WHERE c > 0'),
});

function indexSql({ method, columns, a, order, where }: RandomIndex): string {
  const isTree = method === 'btree';
  const keys = (isTree ? columns : columns.slice(0, 1)).map(
    (name) => `${name}${name === 'a' && (isTree || !a.endsWith('ops')) ? a : ''}${isTree ? order : ''}`,
  );
  return `CREATE INDEX ON child USING ${method} (${keys.join(', ')})${where}`;
}

/** Columns of the key by which the only index is entered. */
async function askPlanner(key: readonly string[]): Promise<readonly string[]> {
  const where = key.map((name) => `${name} = ${name === 'a' ? "'x'" : '1'}`).join(' AND ');
  await database.query(
    `CREATE OR REPLACE FUNCTION plan() RETURNS SETOF text LANGUAGE plpgsql SET enable_seqscan = off AS
     $$BEGIN RETURN QUERY EXECUTE $q$EXPLAIN SELECT 1 FROM child WHERE ${where}$q$; END$$`,
  );
  const lines = await database.query<{ line: string }>('SELECT plan() AS line');
  const condition = lines.map(({ line }) => line).find((line) => line.includes('Index Cond')) ?? '';
  return key.filter((name) => condition.includes(`(${name} = `));
}

test.each([[['a', 'b']], [['b', 'a']], [['a']], [['b']]])(
  'an index supports key %j where the planner enters it by all of it',
  async (key) => {
    const property = fc.asyncProperty(randomIndex, async (index) => {
      await database.query(`DROP TABLE IF EXISTS child, parent; CREATE TABLE parent (a text, b int, UNIQUE (${key.join(', ')}));
      CREATE TABLE child (a text, b int, c int, FOREIGN KEY (${key.join(', ')}) REFERENCES parent (${key.join(', ')}));
      ${indexSql(index)}`);
      const facts = await fetchSchemaFacts(session);
      const [foreignKey] = facts.foreignKeys;
      if (!foreignKey) throw new Error('The key is gone.');
      const ours = facts.indexesOf(foreignKey.tableOid).some((each) => supportsForeignKey(each, foreignKey));
      // Between the key's own columns another would let the planner in as well, by reading far too much.
      const isTight = index.columns.slice(0, key.length).every((name) => key.includes(name));
      expect(ours).toBe((await askPlanner(key)).length === key.length && isTight);
    });
    await fc.assert(property, { numRuns: 25 });
  },
);
