/** A table whose rows nothing tells apart. */
import { quoteIdent, quoteQualified } from '../../sql/quote';
import type { Suggestion } from '../suggestion';
import { aboutTable, nameOf, type SchemaRule } from './rule';
import type { IndexFacts, TableFacts } from './schemaFacts';

export const noPrimaryKey: SchemaRule = {
  kind: 'no-primary-key',
  find({ facts }) {
    return [...facts.tables.values()].flatMap((table) => {
      const indexes = facts.indexesOf(table.oid);
      // A partition's key is that of its partitioned table.
      if (table.isPartition || indexes.some(({ isPrimary }) => isPrimary)) return [];
      const suggestion: Suggestion = {
        ...aboutTable('no-primary-key', table, []),
        columns: [],
        ...cureFor(
          table,
          indexes.filter((index) => mayBeKey(index, table)),
        ),
      };
      return [{ suggestion, drops: null }];
    });
  },
};

const WHY = 'so nothing names one of its rows, and logical replication refuses to UPDATE or DELETE there';

type Cure = Pick<Suggestion, 'reason' | 'caveats'> & Partial<Suggestion>;

function cureFor(table: TableFacts, candidates: readonly IndexFacts[]): Cure {
  const loose = candidates.find(({ backsConstraint }) => !backsConstraint);
  if (loose && !table.isPartitioned) return promote(table, loose);
  const name = quoteQualified(table.schema, table.name);
  const [constraint] = candidates;
  const caveat = constraint
    ? `Its unique constraint ${constraint.name} could be its key: primaryKey: true in the model, and ALTER TABLE ${name} ADD PRIMARY KEY (${columnsOf(constraint)}), which builds another index under ACCESS EXCLUSIVE.`
    : `ALTER TABLE ${name} ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY gives it one, and rewrites the whole table under ACCESS EXCLUSIVE.`;
  return { reason: `Table ${nameOf(table)} has no primary key, ${WHY}.`, caveats: [caveat] };
}

/** No row is read: the index is there, and its columns are NOT NULL. */
function promote(table: TableFacts, index: IndexFacts): Cure {
  const name = quoteQualified(table.schema, table.name);
  const key = quoteIdent(index.name);
  return {
    columns: index.keys.flatMap(({ column }) => column ?? []),
    index: index.name,
    sql: `ALTER TABLE ${name} ADD CONSTRAINT ${key} PRIMARY KEY USING INDEX ${key}`,
    reverseSql: `ALTER TABLE ${name} DROP CONSTRAINT ${key}, ADD CONSTRAINT ${key} UNIQUE (${columnsOf(index)})`,
    reason: `Table ${nameOf(table)} has no primary key, ${WHY}; its unique index ${index.name} can become one.`,
    caveats: ['It takes ACCESS EXCLUSIVE for a moment, and reads nothing.'],
  };
}

function columnsOf({ keys }: IndexFacts): string {
  return keys.map(({ column }) => quoteIdent(column ?? '')).join(', ');
}

/** What USING INDEX asks for; that its columns are NOT NULL as well makes it take no time. */
function mayBeKey(index: IndexFacts, { notNull }: TableFacts): boolean {
  const { isUnique, isValid, isImmediate, predicate, expressions, keys, method } = index;
  const isPlain = keys.every(
    ({ column, option }) => column !== null && notNull.includes(column) && option === 0,
  );
  return (
    isUnique &&
    isValid &&
    isImmediate &&
    predicate === null &&
    expressions === null &&
    method === 'btree' &&
    isPlain
  );
}
