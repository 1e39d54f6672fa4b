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
  const caveat = adviceFor(table, candidates[0]);
  return { reason: `Table ${nameOf(table)} has no primary key, ${WHY}.`, caveats: [caveat] };
}

function adviceFor(table: TableFacts, constraint: IndexFacts | undefined): string {
  const name = quoteQualified(table.schema, table.name);
  if (constraint)
    return `Its unique ${constraint.backsConstraint ? 'constraint' : 'index'} ${constraint.name} could be its key: primaryKey: true in the model, and ALTER TABLE ${name} ADD PRIMARY KEY (${columnsOf(constraint)}), which builds another index under ACCESS EXCLUSIVE.`;
  if (table.isPartitioned)
    return `ALTER TABLE ${name} ADD PRIMARY KEY (…) gives it one, of columns that tell its rows apart and those by which it is partitioned, and builds an index on each partition under ACCESS EXCLUSIVE.`;
  if (table.columns.includes('id'))
    return `ALTER TABLE ${name} ADD PRIMARY KEY (id) gives it one, where no id is there twice and none is missing; it reads the table and builds an index under ACCESS EXCLUSIVE.`;
  return `ALTER TABLE ${name} ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY gives it one, and rewrites the whole table under ACCESS EXCLUSIVE.`;
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
    caveats: [
      'It takes ACCESS EXCLUSIVE for a moment, and reads nothing. The way back builds a unique index anew under ACCESS EXCLUSIVE, as a constraint.',
    ],
  };
}

function columnsOf({ keys }: IndexFacts): string {
  return keys.map(({ column }) => quoteIdent(column ?? '')).join(', ');
}

/** What USING INDEX asks for; that its columns are NOT NULL as well makes it take no time. */
function mayBeKey(index: IndexFacts, { notNull }: TableFacts): boolean {
  const { isUnique, isValid, isImmediate, predicate, expressions, keys, method, included } = index;
  const isPlain = keys.every(
    ({ column, option, isDefault }) =>
      column !== null && notNull.includes(column) && option === 0 && isDefault,
  );
  return (
    isUnique &&
    isValid &&
    isImmediate &&
    predicate === null &&
    expressions === null &&
    method === 'btree' &&
    included.length === 0 &&
    isPlain
  );
}
