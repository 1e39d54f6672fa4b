/** Operations that drop, and what goes by itself with something else. */
import { flatMap, forEach, type Stretches } from '../../stretches';
import type { CatalogObject } from '../catalog';
import { quoted } from '../identity';
import { idOfParent, type Lookup } from '../lookup';
import { dropObject } from '../write/drop';
import { type Step, step } from '../write/step';
import type { Fates } from './fates';
import { keyOf, letGo, type Operation, operation } from './operation';
import { dropFormerType } from './remake';

/** Of these a table's column can be, and lets go only as it is altered. */
const HELD_BY_COLUMNS: ReadonlySet<CatalogObject['kind']> = new Set([
  'enum',
  'domain',
  'composite',
  'range',
  'collation',
  'extension',
  'server',
  'table',
  'view',
]);

export function dropOperation(object: CatalogObject, fates: Fates): Operation {
  const { before, remade } = fates;
  const isRemade = remade.has(object.id);
  const owned = object.kind === 'table' ? fates.ownedSequences(object) : [];
  const steps = isRemade ? dropFormerType(object) : [...detach(object, fates), ...dropObject(object)];
  return operation('drop', object, steps, [
    ...dependentsOf(object, before).flatMap((id) => letGoOf(object, id, fates)),
    ...letGo(keysToWhole(object, before).map(({ id }) => id)),
    ...owned.map((id) => keyOf('release', id)),
    ...(isRemade ? [keyOf('release', object.id)] : []),
  ]);
}

function letGoOf({ kind }: CatalogObject, user: string, { remade }: Fates): readonly string[] {
  if (HELD_BY_COLUMNS.has(kind)) return [...letGo([user]), keyOf('alter', user)];
  // Under its former name a type calls nothing any more.
  if (remade.has(user)) return [keyOf('release', user)];
  return kind === 'sequence' ? [keyOf('drop', user), keyOf('leave', user)] : letGo([user]);
}

/** A partition can't be dropped while a foreign key refers to the whole. */
function detach(object: CatalogObject, fates: Fates): readonly Step[] {
  const { before, after } = fates;
  if (object.kind !== 'table' || object.partitionBound === null) return [];
  if (!keysToWhole(object, before).some(({ id }) => after.get(id) && !fates.isGone(id))) return [];
  return object.parents.map((parent) =>
    step(`ALTER TABLE ${quoted(parent)} DETACH PARTITION ${quoted(object)}`, 'ACCESS EXCLUSIVE'),
  );
}

function keysToWhole(object: CatalogObject, before: Lookup): readonly CatalogObject[] {
  if (object.kind !== 'table' || object.partitionBound === null) return [];
  return object.parents.flatMap((name) => {
    const parent = before.table(name);
    if (!parent) return [];
    const keys = before
      .dependentsOf(parent.id)
      .filter((each) => each.kind === 'constraint' && each.type === 'foreign' && each.table !== parent.name);
    return [...keys, ...keysToWhole(parent, before)];
  });
}

export function dependentsOf(object: CatalogObject, before: Lookup): readonly string[] {
  const ids = before.dependentsOf(object.id).map(({ id }) => id);
  if (object.kind === 'table' || object.kind === 'view') {
    ids.push(...before.partsOf(object).map(({ id }) => id));
    if (object.kind === 'table') ids.push(...before.childrenOf(object).map(({ id }) => id));
  }
  if (object.kind === 'schema') {
    for (const { id } of before.grouped('schema', object.name)) ids.push(id);
  }
  return ids.filter((id) => id !== object.id);
}

/** What goes with its table or column by itself needs no operation: whoever waits for it waits for that. */
export function* withoutImplied(
  operations: readonly Operation[],
  fates: Fates,
): Stretches<readonly Operation[]> {
  const dropped = new Set(operations.filter(({ phase }) => phase === 'drop').map(({ object }) => object.id));
  const implied = new Map<string, string>();
  yield* forEach(operations, (each) => {
    const by = each.phase === 'drop' ? impliedBy(each.object, dropped, fates) : null;
    if (by !== null) implied.set(each.key, by);
  });
  const resolve = (key: string): string => {
    const by = implied.get(key);
    return by === undefined ? key : resolve(by);
  };
  const inherited = new Map<string, string[]>();
  yield* forEach(operations, ({ key, needs }) => {
    if (!implied.has(key)) return;
    const by = resolve(key);
    inherited.set(by, [...(inherited.get(by) ?? []), ...needs]);
  });
  return yield* flatMap(operations, (each) => {
    if (implied.has(each.key)) return [];
    const needs = [...each.needs, ...(inherited.get(each.key) ?? [])];
    return [{ ...each, needs: needs.map(resolve).filter((key) => key !== each.key) }];
  });
}

function impliedBy(object: CatalogObject, dropped: ReadonlySet<string>, fates: Fates): string | null {
  const { before } = fates;
  if (object.kind === 'grant') return dropped.has(object.on) ? keyOf('drop', object.on) : null;
  const relation = 'table' in object ? before.relation(object.schema, object.table)?.id : undefined;
  // It is in the way of something else that goes.
  if (object.dependsOn.some(({ id }) => id !== relation && dropped.has(id))) return null;
  if (relation !== undefined && dropped.has(relation)) return keyOf('drop', relation);
  if (object.kind === 'index' || object.kind === 'constraint') {
    const table = before.table({ schema: object.schema, name: object.table });
    const parent = table && fates.leaves(table).length === 0 ? idOfParent(object, before, table) : null;
    return parent !== null && dropped.has(parent) ? keyOf('drop', parent) : null;
  }
  if (object.kind !== 'sequence' || object.ownedBy === null) return null;
  const { schema, table, column } = object.ownedBy;
  const found = before.table({ schema, name: table });
  if (!found) return null;
  if (dropped.has(found.id)) return keyOf('drop', found.id);
  const fate = fates.columnFate(found, column);
  return fate === 'dropped' || fate === 'remade' ? keyOf('release', found.id) : null;
}
