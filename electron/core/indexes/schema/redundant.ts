/** An index that another makes superfluous, because the other begins with the same columns. */

import { type Draft, dropDraft, isForQueriesAlone, nameOf, type SchemaRule } from './rule';
import type { IndexFacts, IndexKey, SchemaFacts } from './schemaFacts';

export const redundant: SchemaRule = {
  kind: 'redundant',
  find({ facts }) {
    return facts.indexes.flatMap((index) => {
      if (!isForQueriesAlone(index) || !index.isValid) return [];
      const wider = facts.indexesOf(index.tableOid).filter((other) => isPrefixOf(index, other));
      return draftOf(index, wider, facts);
    });
  },
};

function draftOf(index: IndexFacts, all: readonly IndexFacts[], { tables }: SchemaFacts): readonly Draft[] {
  const table = tables.get(index.tableOid);
  const [wider] = all;
  if (!table || !wider) return [];
  const reason = `Index ${nameOf(wider)} begins with the same columns, so whatever ${nameOf(index)} finds, it finds as well.`;
  const clustered = index.isClustered
    ? ['The table is clustered on it: choose the other one with ALTER TABLE … CLUSTER ON first.']
    : [];
  const larger =
    index.sizeBytes > 0 && wider.sizeBytes > 4 * index.sizeBytes
      ? ['The other index is more than four times as large: a query that reads many entries may take longer.']
      : [];
  const draft = dropDraft('redundant', table, index, { reason, caveats: [...clustered, ...larger] });
  return [{ ...draft, servedBy: all.map(({ oid }) => oid) }];
}

/** The other has more: where they are equal, they are duplicates. */
function isPrefixOf(index: IndexFacts, other: IndexFacts): boolean {
  if (other.oid === index.oid || !other.isValid || index.method !== 'btree' || other.method !== 'btree')
    return false;
  // Of expressions only the whole is known, so no prefix can be told.
  if (index.expressions !== null || index.predicate !== other.predicate) return false;
  const isWider = other.keys.length > index.keys.length;
  const columns = [...other.keys.map(({ column }) => column), ...other.included];
  return (
    isWider &&
    index.keys.every((key, place) => isSameKey(key, other.keys[place])) &&
    index.included.every((column) => columns.includes(column))
  );
}

/** An operator class decides which queries find anything, a collation and the options in which order. */
export function isSameKey(key: IndexKey, other: IndexKey | undefined): boolean {
  return (
    other !== undefined &&
    key.column === other.column &&
    key.operatorClass === other.operatorClass &&
    key.collation === other.collation &&
    key.option === other.option
  );
}
