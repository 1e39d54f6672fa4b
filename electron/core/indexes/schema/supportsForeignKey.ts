import type { ForeignKeyFacts, IndexFacts, SchemaFacts } from './schemaFacts';

/**
 * Whether the check of a key finds its rows by the index: its first columns are those of the key, in any order, and
 * compared by the same equality and collation. Partial and INVALID ones don't count.
 */
export function supportsForeignKey(index: IndexFacts, { columns }: ForeignKeyFacts): boolean {
  if (!index.isValid || index.predicate !== null) return false;
  // A hash index has one column.
  if (index.method !== 'btree' && index.method !== 'hash') return false;
  const leading = index.keys.slice(0, columns.length);
  return columns.every(({ name, collation, equalityFamilies }) =>
    leading.some(
      (key) =>
        key.column === name && key.collation === collation && equalityFamilies.includes(key.operatorFamily),
    ),
  );
}

/** Foreign keys that no other index supports; `gone` are indexes that count no more. */
export function keysThatNeed(
  index: IndexFacts,
  facts: SchemaFacts,
  gone: ReadonlySet<number> = new Set(),
): readonly ForeignKeyFacts[] {
  const others = facts.indexesOf(index.tableOid).filter(({ oid }) => oid !== index.oid && !gone.has(oid));
  return facts.foreignKeys.filter(
    (key) =>
      key.tableOid === index.tableOid &&
      supportsForeignKey(index, key) &&
      !others.some((other) => supportsForeignKey(other, key)),
  );
}
