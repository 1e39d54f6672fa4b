/** Operations that make what is not there yet, and what each of them needs. */

import { quoteIdent, quoteQualified } from '../../sql/quote';
import type { CatalogObject, Constraint, Index } from '../catalog';
import { idInSchema } from '../identity';
import { idOfParent, type Lookup } from '../lookup';
import type { Sequence, Table } from '../table';
import { createObject } from '../write/create';
import { attachPartition, checksAbove } from '../write/createTable';
import { type LockMode, step } from '../write/step';
import { ownSql } from './alter/sequence';
import { refusalByOrder } from './columnOrder';
import type { Fates } from './fates';
import { keyOf, madeBy, type Operation, operation } from './operation';
import { roomFor } from './room';

export function createOperations(object: CatalogObject, fates: Fates): readonly Operation[] {
  const { after: to } = fates;
  const create = operation('create', object, createObject(object, to), [
    ...needsOf(object, to).flatMap(madeBy),
    ...attachedFirst(object, to),
    ...joinedFirst(object, to),
    ...roomFor(object, fates),
  ]);
  const finish = finishOperation(object, to);
  const refusal = refusalByOrder(object, fates);
  if (refusal !== null) return [{ ...create, refusal }];
  return finish ? [create, finish] : [create];
}

/** An index that was there before would be made for each partition, under another name, as it is attached. */
function attachedFirst(object: CatalogObject, to: Lookup): readonly string[] {
  const isIndex = object.kind === 'index' || (object.kind === 'constraint' && carriesIndex(object));
  const table = isIndex ? to.table({ schema: object.schema, name: object.table }) : undefined;
  return table?.partitionedBy ? to.childrenOf(table).map(({ id }) => keyOf('finish', id)) : [];
}

/** A check that a child has already would stay its own. */
function joinedFirst(object: CatalogObject, to: Lookup): readonly string[] {
  if (object.kind !== 'constraint' || object.type !== 'check') return [];
  const table = to.table({ schema: object.schema, name: object.table });
  return table && table.partitionedBy === null ? heirsOf(table, to).map((id) => keyOf('finish', id)) : [];
}

function heirsOf(table: Table, to: Lookup): readonly string[] {
  return to.childrenOf(table).flatMap((child) => [child.id, ...heirsOf(child, to)]);
}

function carriesIndex({ type }: Constraint): boolean {
  return type === 'primary' || type === 'unique' || type === 'exclusion';
}

/** Ids of what must be there, as it is to be. */
export function needsOf(object: CatalogObject, to: Lookup): readonly string[] {
  const needs = object.dependsOn.map(({ id }) => id);
  if ('schema' in object) needs.push(`schema ${object.schema}`, schemaId(object.schema));
  if ('table' in object) needs.push(...relationIds(object.schema, object.table));
  if (object.kind === 'table') needs.push(...needsOfTable(object, to));
  if (object.kind === 'server') needs.push(`foreign data wrapper ${object.wrapper}`);
  return needs;
}

function schemaId(schema: string): string {
  return `schema ${quoteIdent(schema)}`;
}

function relationIds(schema: string, name: string): readonly string[] {
  return [idInSchema('table', schema, name), idInSchema('view', schema, name)];
}

/** What its parents' checks call, it calls itself before it is attached. */
function needsOfTable(table: Table, to: Lookup): readonly string[] {
  const ids = checksAbove(table, to).flatMap((check) => check.dependsOn.map(({ id }) => id));
  const isPlainChild = table.partitionBound === null;
  const parents = isPlainChild
    ? table.parents.map(({ schema, name }) => idInSchema('table', schema, name))
    : [];
  const wanted = table.foreign ? [`server ${table.foreign.server}`] : [];
  return [...ids.filter((id) => id !== table.id && !isAncestor(id, table)), ...parents, ...wanted];
}

function isAncestor(id: string, { parents }: Table): boolean {
  return parents.some(({ schema, name }) => idInSchema('table', schema, name) === id);
}

export function finishOperation(object: CatalogObject, to: Lookup): Operation | null {
  switch (object.kind) {
    case 'table':
      return object.partitionBound === null ? finishTable(object) : attach(object, to);
    case 'sequence':
      return ownSequence(object);
    case 'index':
    case 'constraint':
      return attachIndex(object, to);
    default:
      return null;
  }
}

/** Its identity of replication may be an index. */
function finishTable(table: Table): Operation | null {
  const { replicaIdentity } = table;
  if (typeof replicaIdentity === 'string') return null;
  return finish(table, [replicaIdentitySql(table, replicaIdentity.index)], 'ACCESS EXCLUSIVE', [
    ...madeBy(idInSchema('index', table.schema, replicaIdentity.index)),
    ...constraintKeys(table, replicaIdentity.index),
  ]);
}

function constraintKeys(table: Table, name: string): readonly string[] {
  return [keyOf('create', `constraint ${name} on ${table.id.slice('table '.length)}`)];
}

export function replicaIdentitySql({ schema, name }: Table, index: string): string {
  return `ALTER TABLE ${quoteQualified(schema, name)} REPLICA IDENTITY USING INDEX ${quoteIdent(index)}`;
}

/**
 * After its own indexes, whole, or PostgreSQL would make others; and after its parent's checks, or they would be its
 * own.
 */
function attach(table: Table, to: Lookup): Operation {
  const [parent] = table.parents;
  const parts = to.partsOf(table).filter(({ kind }) => kind === 'index' || kind === 'constraint');
  const before = parent
    ? to.partsOf(parent).filter((each) => each.kind === 'constraint' && each.type === 'check')
    : [];
  const keys = [
    ...parts.filter((each) => !(each.kind === 'constraint' && each.type === 'foreign')),
    ...before,
  ];
  return operation(
    'finish',
    table,
    [attachPartition(table, to, true)],
    [
      keyOf('create', table.id),
      ...(parent ? [...madeBy(idInSchema('table', parent.schema, parent.name))] : []),
      ...keys.map(({ id }) => keyOf('create', id)),
      ...parts.flatMap((each) => partsBelowAll(each, table, to)).map((id) => keyOf('finish', id)),
    ],
  );
}

function ownSequence(sequence: Sequence): Operation | null {
  const { ownedBy } = sequence;
  if (ownedBy === null) return null;
  return finish(sequence, [ownSql(sequence)], 'SHARE ROW EXCLUSIVE', [
    ...relationIds(ownedBy.schema, ownedBy.table).flatMap(madeBy),
  ]);
}

/** Makes it a part of the partitioned table's one. */
function attachIndex(part: Index | Constraint, to: Lookup): Operation | null {
  const table = to.table({ schema: part.schema, name: part.table });
  if (part.parent === null || !table) return null;
  const parent = idOfParent(part, to, table);
  const sql = `ALTER INDEX ${quoteQualified(part.parent.schema, part.parent.name)} ATTACH PARTITION ${quoteQualified(part.schema, part.name)}`;
  return finish(part, [sql], 'ACCESS EXCLUSIVE', [
    keyOf('finish', table.id),
    ...(parent === null ? [] : [keyOf('create', parent)]),
    // From below upwards: a partitioned index is whole once all of its parts are attached.
    ...(table && partsBelow(part, table, to).map((id) => keyOf('finish', id))),
  ]);
}

function partsBelow(part: { readonly name: string }, table: Table, to: Lookup): readonly string[] {
  return to
    .childrenOf(table)
    .flatMap((child) => to.partsOf(child))
    .filter(
      (each) => (each.kind === 'index' || each.kind === 'constraint') && each.parent?.name === part.name,
    )
    .map(({ id }) => id);
}

function finish(
  object: CatalogObject,
  sql: readonly string[],
  lock: LockMode,
  needs: readonly string[],
): Operation {
  return operation(
    'finish',
    object,
    sql.map((each) => step(each, lock)),
    [...madeBy(object.id), ...needs],
  );
}

/** Foreign keys come after all parts of what they refer to. */
export function withConstraintOrder(
  operations: readonly Operation[],
  { after }: Fates,
): readonly Operation[] {
  return operations.map((each) => {
    if (each.phase !== 'create') return each;
    const parts = referencedParts(each.object, after);
    return parts.length === 0 ? each : { ...each, needs: [...each.needs, ...parts] };
  });
}

/** A foreign key wants the key that it refers to whole: with all parts of a partitioned one attached. */
function referencedParts(object: CatalogObject, to: Lookup): readonly string[] {
  if (object.kind !== 'constraint' || object.type !== 'foreign') return [];
  return object.dependsOn.flatMap(({ id }) => {
    const key = to.get(id);
    if (key?.kind !== 'constraint' && key?.kind !== 'index') return [];
    const table = to.table({ schema: key.schema, name: key.table });
    return table ? partsBelowAll(key, table, to).map((each) => keyOf('finish', each)) : [];
  });
}

function partsBelowAll(part: { readonly name: string }, table: Table, to: Lookup): readonly string[] {
  return partsBelow(part, table, to).flatMap((id) => {
    const below = to.get(id);
    if (below?.kind !== 'index' && below?.kind !== 'constraint') return [id];
    const child = to.table({ schema: below.schema, name: below.table });
    return child ? [id, ...partsBelowAll(below, child, to)] : [id];
  });
}
