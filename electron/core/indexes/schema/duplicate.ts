/** Two indexes that are the same but for their names: one of them only costs. */
import { isSameKey } from './redundant';
import { dropDraft, nameOf, type SchemaRule } from './rule';
import type { IndexFacts } from './schemaFacts';

export const duplicate: SchemaRule = {
  kind: 'duplicate',
  find({ facts }) {
    return facts.indexes.flatMap((index) => {
      const table = facts.tables.get(index.tableOid);
      if (!table || !mayGo(index)) return [];
      const all = facts.indexesOf(index.tableOid).filter((other) => makesNeedless(other, index));
      const [kept] = all;
      if (!kept) return [];
      const reason = `Index ${nameOf(kept)} is the same, and every write keeps both.`;
      const draft = dropDraft('duplicate', table, index, { reason, caveats: [] });
      return [{ ...draft, servedBy: all.map(({ oid }) => oid) }];
    });
  },
};

function mayGo(index: IndexFacts): boolean {
  const { isValid, isPrimary, backsConstraint, isReplicaIdentity, isOfPartitions } = index;
  return isValid && !isPrimary && !backsConstraint && !isReplicaIdentity && !isOfPartitions;
}

function makesNeedless(kept: IndexFacts, index: IndexFacts): boolean {
  return kept.oid !== index.oid && kept.isValid && isSame(kept, index) && outlives(kept, index);
}

function isSame(kept: IndexFacts, index: IndexFacts): boolean {
  return (
    kept.method === index.method &&
    kept.predicate === index.predicate &&
    kept.expressions === index.expressions &&
    kept.keys.length === index.keys.length &&
    kept.keys.every((key, place) => isSameKey(key, index.keys[place])) &&
    index.included.every((column) => kept.included.includes(column)) &&
    guaranteesAsMuch(kept, index)
  );
}

function guaranteesAsMuch(kept: IndexFacts, index: IndexFacts): boolean {
  if (!index.isUnique) return true;
  return (
    kept.isUnique &&
    kept.isImmediate === index.isImmediate &&
    kept.nullsNotDistinct === index.nullsNotDistinct
  );
}

/** Of two that could both go the one that says more stays, and else the older: never both go. */
function outlives(kept: IndexFacts, index: IndexFacts): boolean {
  if (!mayGo(kept)) return true;
  const [ours, theirs] = [worth(kept), worth(index)];
  return ours === theirs ? kept.oid < index.oid : ours > theirs;
}

function worth({ isUnique, isClustered, included }: IndexFacts): number {
  return (isUnique ? 1000 : 0) + (isClustered ? 500 : 0) + included.length;
}
