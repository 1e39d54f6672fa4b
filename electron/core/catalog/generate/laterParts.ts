/**
 * What of a wanted schema is better done after all else, each statement for itself: indexes and keys of tables that
 * are in use, and NOT NULL of their columns. Until it is done the schema is a whole one, too, which is compared like
 * any other: nothing in it needs what comes later. Decides from Catalogs alone. Start at `withoutLater`.
 */

import { flatMap, forEach, type Stretches } from '../../stretches';
import type { CatalogObject, Constraint, Index } from '../catalog';
import { changedLookup, idOfParent, type Lookup } from '../lookup';
import type { RelationName, Table } from '../table';
import { keyForm } from './keyForm';
import { isNotNullLater } from './laterNotNull';
import { isUnusedMeanwhile } from './meanwhile';

/** `wanted` itself where nothing is done later. */
export function* withoutLater(from: Lookup, wanted: Lookup): Stretches<Lookup> {
  const later = yield* findLater(from, wanted);
  const changed = new Map<string, CatalogObject | null>();
  for (const id of later) changed.set(id, from.get(id) ?? null);
  yield* forEach(wanted.ofKind('table'), (table) => {
    const relaxed = relax(table, from, wanted, later);
    if (relaxed !== table) changed.set(table.id, relaxed);
  });
  return changed.size === 0 ? wanted : changedLookup(wanted, changed);
}

function relax(table: Table, from: Lookup, wanted: Lookup, later: ReadonlySet<string>): Table {
  if (from.get(table.id) === table) return table;
  const names = table.columns.filter((each) => isNotNullLater(table, each, { from, wanted, later }));
  if (names.length === 0) return table;
  const columns = table.columns.map((each) => (names.includes(each) ? { ...each, isNotNull: false } : each));
  return { ...table, columns };
}

/** Ids of what is made or dropped later. */
function* findLater(from: Lookup, wanted: Lookup): Stretches<ReadonlySet<string>> {
  const parts = [...wanted.ofKind('index'), ...wanted.ofKind('constraint')];
  const made = yield* flatMap(parts, (each) => (isMadeLater(each, from, wanted) ? [each.id] : []));
  const olds = from.ofKind('index');
  const dropped = yield* flatMap(olds, (each) => (isDroppedLater(each, from, wanted) ? [each.id] : []));
  const candidates = new Set(made);
  for (;;) {
    const later = withForeignKeys(candidates, from, wanted);
    const stuck = [...later].filter((id) => isNeededBefore(id, later, wanted));
    if (stuck.length === 0) return new Set([...later, ...dropped]);
    // A foreign key only goes with the keys that it needs.
    for (const id of stuck.flatMap((each) => [each, ...keysOf(each, wanted)])) candidates.delete(id);
  }
}

/** Whether it is made or dropped outside of a transaction, if nothing is in the way. */
export function mayBeLater(object: CatalogObject, from: Lookup, wanted: Lookup): boolean {
  if (object.kind !== 'index' && object.kind !== 'constraint') return false;
  if (wanted.get(object.id)) return isMadeLater(object, from, wanted);
  return object.kind === 'index' && isDroppedLater(object, from, wanted);
}

function isMadeLater(object: Index | Constraint, from: Lookup, wanted: Lookup): boolean {
  // First, because most are on both sides.
  if (from.get(object.id)) return false;
  const table = tableInUse(object, from, wanted);
  if (!table) return false;
  if (object.kind === 'index') return true;
  return table.now.partitionedBy === null && object.parent === null && keyForm(object) !== null;
}

/** It stays meanwhile, beside all else as it is to be. */
function isDroppedLater(index: Index, from: Lookup, wanted: Lookup): boolean {
  if (wanted.get(index.id) || index.parent !== null || index.isClustered) return false;
  const table = tableInUse(index, from, wanted);
  if (!table) return false;
  const { old, now } = table;
  if (old.partitionedBy !== null || now.partitionedBy !== null || isReplicaIdentity(index, now)) return false;
  const isUsed = from.dependentsOf(index.id).some(({ id }) => wanted.get(id));
  return !isUsed && isUnusedMeanwhile(index, old, now, { from, wanted });
}

/** That was there before, and whose rows others may write meanwhile. */
function tableInUse({ schema, table }: Index | Constraint, from: Lookup, wanted: Lookup) {
  const [old, now] = [from.table({ schema, name: table }), wanted.table({ schema, name: table })];
  const isInUse = old && now && !old.foreign && !now.foreign && old.lockedBy === undefined;
  return isInUse ? { old, now } : null;
}

function withForeignKeys(candidates: ReadonlySet<string>, from: Lookup, wanted: Lookup): ReadonlySet<string> {
  const keys = [...candidates]
    .flatMap((id) => wanted.dependentsOf(id))
    .filter((each) => isNewKey(each, from));
  return new Set([...candidates, ...keys.map(({ id }) => id)]);
}

function isNewKey(object: CatalogObject, from: Lookup): boolean {
  return object.kind === 'constraint' && object.type === 'foreign' && from.get(object.id) === undefined;
}

function keysOf(id: string, wanted: Lookup): readonly string[] {
  const object = wanted.get(id);
  return object?.kind === 'constraint' && object.type === 'foreign'
    ? object.dependsOn.map((each) => each.id)
    : [];
}

function isNeededBefore(id: string, later: ReadonlySet<string>, wanted: Lookup): boolean {
  if (wanted.dependentsOf(id).some((each) => !later.has(each.id))) return true;
  const object = wanted.get(id);
  if (object?.kind !== 'index' && object?.kind !== 'constraint') return false;
  const table = wanted.table({ schema: object.schema, name: object.table });
  if (!table) return false;
  if (isReplicaIdentity(object, table)) return true;
  const parent = idOfParent(object, wanted, table);
  if (object.parent !== null && (parent === null || !later.has(parent))) return true;
  return partsOfWhole(object, table, wanted).some((part) => !later.has(part.id));
}

function isReplicaIdentity({ name }: { readonly name: string }, { replicaIdentity }: Table): boolean {
  return typeof replicaIdentity !== 'string' && replicaIdentity.index === name;
}

/** Of a partitioned table's index, those of the partitions. */
function partsOfWhole(whole: RelationName, table: Table, { childrenOf, partsOf }: Lookup) {
  if (table.partitionedBy === null) return [];
  return childrenOf(table)
    .flatMap((child) => partsOf(child))
    .filter(
      (part) =>
        (part.kind === 'index' || part.kind === 'constraint') &&
        part.parent?.name === whole.name &&
        part.parent.schema === whole.schema,
    );
}
