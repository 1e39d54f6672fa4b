/** A foreign key whose rows no index finds: every DELETE in the table that it refers to reads all of its own. */
import { quoteIdent, quoteQualified } from '../../sql/quote';
import { freeIndexName, namesIn } from '../indexName';
import { PARTITIONED } from '../partitions/partitioned';
import { aboutTable, type Draft, nameOf, type SchemaRule } from './rule';
import type { ForeignKeyFacts, SchemaFacts, TableFacts } from './schemaFacts';
import { supportsForeignKey } from './supportsForeignKey';
import { namesBySchema } from './takenNames';

export const missingForeignKeyIndex: SchemaRule = {
  kind: 'missing-foreign-key-index',
  find({ facts }) {
    const names = namesBySchema(facts);
    const missing = facts.foreignKeys.filter(
      (key) => !facts.indexesOf(key.tableOid).some((index) => supportsForeignKey(index, key)),
    );
    // Two keys on the same columns need one index.
    const byColumns = new Map(
      missing.map((key) => [JSON.stringify([key.tableOid, columnsOf(key).sort()]), key]),
    );
    return [...byColumns.values()].flatMap((key) => {
      const table = facts.tables.get(key.tableOid);
      if (!table) return [];
      const taken = namesIn(names, table.schema);
      const draft = draftOf(key, table, facts, taken);
      taken.add(draft.suggestion.index ?? '');
      return [draft];
    });
  },
};

function draftOf(
  key: ForeignKeyFacts,
  table: TableFacts,
  facts: SchemaFacts,
  taken: ReadonlySet<string>,
): Draft {
  const columns = columnsOf(key);
  const index = freeIndexName(table.name, columns, taken);
  const how = table.isPartitioned ? 'CREATE INDEX' : 'CREATE INDEX CONCURRENTLY';
  const list = columns.map(quoteIdent).join(', ');
  const drop = table.isPartitioned ? 'DROP INDEX' : 'DROP INDEX CONCURRENTLY';
  const suggestion = {
    ...aboutTable('missing-foreign-key-index', table, [...columns].sort()),
    columns,
    index,
    sql: `${how} ${quoteIdent(index)} ON ${quoteQualified(table.schema, table.name)} (${list})`,
    reverseSql: `${drop} ${quoteQualified(table.schema, index)}`,
    reason: `No index finds the rows of foreign key ${key.name}: each DELETE in ${key.referencedTable}, or UPDATE of its key, reads all of ${nameOf(table)}.`,
    caveats: caveatsOf(key, table, facts),
  };
  return { suggestion, drops: null };
}

function caveatsOf(key: ForeignKeyFacts, table: TableFacts, facts: SchemaFacts): readonly string[] {
  const invalid = facts
    .indexesOf(table.oid)
    .find((index) => !index.isValid && supportsForeignKey({ ...index, isValid: true }, key));
  return [
    ...(invalid ? [`Index ${invalid.name} would do once it is rebuilt: it is INVALID.`] : []),
    ...(table.isPartitioned ? [PARTITIONED] : []),
  ];
}

function columnsOf({ columns }: ForeignKeyFacts): string[] {
  return columns.map(({ name }) => name);
}
