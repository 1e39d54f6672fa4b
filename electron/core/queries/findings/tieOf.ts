/** Which tables' rows go with a lookup by one column: by foreign keys, and by names where models have no constraints. */
import type { ForeignKeyFacts, SchemaFacts, TableFacts } from '../../indexes/schema/schemaFacts';

/** Whether a table is what the column refers to, or refers to it, where it is the table's key. */
export function tieOf(table: TableFacts, column: string, facts: SchemaFacts): (other: TableFacts) => boolean {
  const isKey = isKeyOf(table, column, facts);
  const own = facts.foreignKeysOf(table.oid).filter((key) => isBy(key, column));
  const referring = facts.foreignKeys.filter(({ referencedOid }) => isKey && referencedOid === table.oid);
  const tied = new Set([
    ...own.map(({ referencedOid }) => referencedOid),
    ...referring.map(({ tableOid }) => tableOid),
  ]);
  return (other) => {
    if (tied.has(other.oid)) return true;
    if (other.oid === table.oid || other.schema !== table.schema) return false;
    const refers = own.length === 0 && ownerOf(column) === singular(other.name);
    return refers || (isKey && other.columns.some((each) => ownerOf(each) === singular(table.name)));
  };
}

function isKeyOf(table: TableFacts, column: string, facts: SchemaFacts): boolean {
  return facts
    .indexesOf(table.oid)
    .some(({ isUnique, keys }) => isUnique && keys.length === 1 && keys[0]?.column === column);
}

function isBy({ columns }: ForeignKeyFacts, column: string): boolean {
  return columns.length === 1 && columns[0]?.name === column;
}

/** Of which table's rows a column tells one: `customerId` and `customer_id` those of Customers; null: of none. */
function ownerOf(column: string): string | null {
  const [, name] = /^(.+?)_?id$/i.exec(column) ?? [];
  return name === undefined ? null : singular(name);
}

function singular(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('_', '')
    .replace(/ies$/, 'y')
    .replace(/(s|x|ch|sh)es$/, '$1')
    .replace(/s$/, '');
}
