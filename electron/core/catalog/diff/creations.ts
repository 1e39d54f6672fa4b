/** Operations that make what is not there yet, and what each of them needs. */

import { quoteIdent, quoteQualified } from '../../sql/quote';
import type { CatalogObject, Constraint, Index, Sequence, Table } from '../catalog';
import { idInSchema } from '../identity';
import { idOfParent, type Lookup } from '../lookup';
import { createObject } from '../write/create';
import { attachPartition, checksAbove } from '../write/createTable';
import { step } from '../write/step';
import { keyOf, type Operation } from './operation';

export function createOperations(object: CatalogObject, to: Lookup): readonly Operation[] {
  const create: Operation = {
    key: keyOf('create', object.id),
    action: 'create',
    object,
    steps: createObject(object, to),
    needs: [...needsOf(object, to).flatMap(madeBy), ...attachedFirst(object, to)],
  };
  const finish = finishOperation(object, to);
  return finish ? [create, finish] : [create];
}

/** An index that was there before would be made for each partition, under another name, as it is attached. */
function attachedFirst(object: CatalogObject, to: Lookup): readonly string[] {
  const isIndex = object.kind === 'index' || (object.kind === 'constraint' && carriesIndex(object));
  const table = isIndex ? to.table({ schema: object.schema, name: object.table }) : undefined;
  return table?.partitionedBy ? to.childrenOf(table).map(({ id }) => keyOf('finish', id)) : [];
}

function carriesIndex({ type }: Constraint): boolean {
  return type === 'primary' || type === 'unique' || type === 'exclusion';
}

/** Whichever of these the plan holds. */
export function madeBy(id: string): readonly string[] {
  return [keyOf('create', id), keyOf('alter', id)];
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
  return finish(
    table,
    [replicaIdentitySql(table, replicaIdentity.index)],
    [
      ...madeBy(idInSchema('index', table.schema, replicaIdentity.index)),
      ...constraintKeys(table, replicaIdentity.index),
    ],
  );
}

function constraintKeys(table: Table, name: string): readonly string[] {
  return [keyOf('create', `constraint ${name} on ${table.id.slice('table '.length)}`)];
}

export function replicaIdentitySql({ schema, name }: Table, index: string): string {
  return `ALTER TABLE ${quoteQualified(schema, name)} REPLICA IDENTITY USING INDEX ${quoteIdent(index)}`;
}

/** After its own indexes, or PostgreSQL would make others; and after its parent's checks, or they would be its own. */
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
  return {
    key: keyOf('finish', table.id),
    action: 'finish',
    object: table,
    steps: [attachPartition(table)],
    needs: [
      keyOf('create', table.id),
      ...(parent ? [...madeBy(idInSchema('table', parent.schema, parent.name))] : []),
      ...keys.map(({ id }) => keyOf('create', id)),
    ],
  };
}

function ownSequence(sequence: Sequence): Operation | null {
  const { ownedBy, schema, name } = sequence;
  if (ownedBy === null) return null;
  const column = `${quoteQualified(ownedBy.schema, ownedBy.table)}.${quoteIdent(ownedBy.column)}`;
  return finish(
    sequence,
    [`ALTER SEQUENCE ${quoteQualified(schema, name)} OWNED BY ${column}`],
    [...relationIds(ownedBy.schema, ownedBy.table).flatMap(madeBy)],
  );
}

/** Makes it a part of the partitioned table's one. */
function attachIndex(part: Index | Constraint, to: Lookup): Operation | null {
  const table = to.table({ schema: part.schema, name: part.table });
  if (part.parent === null || !table) return null;
  const parent = idOfParent(part, to, table);
  const sql = `ALTER INDEX ${quoteQualified(part.parent.schema, part.parent.name)} ATTACH PARTITION ${quoteQualified(part.schema, part.name)}`;
  return finish(
    part,
    [sql],
    [
      keyOf('finish', table.id),
      ...(parent === null ? [] : [keyOf('create', parent)]),
      // From below upwards: a partitioned index is whole once all of its parts are attached.
      ...(table && partsBelow(part, table, to).map((id) => keyOf('finish', id))),
    ],
  );
}

function partsBelow(part: Index | Constraint, table: Table, to: Lookup): readonly string[] {
  return to
    .childrenOf(table)
    .flatMap((child) => to.partsOf(child))
    .filter(
      (each) => (each.kind === 'index' || each.kind === 'constraint') && each.parent?.name === part.name,
    )
    .map(({ id }) => id);
}

function finish(object: CatalogObject, sql: readonly string[], needs: readonly string[]): Operation {
  return {
    key: keyOf('finish', object.id),
    action: 'finish',
    object,
    steps: sql.map((each) => step(each)),
    needs: [keyOf('create', object.id), ...needs],
  };
}

/** A foreign key wants the key that it refers to whole: with all parts of a partitioned one attached. */
export function referencedParts(object: CatalogObject, to: Lookup): readonly string[] {
  if (object.kind !== 'constraint' || object.type !== 'foreign') return [];
  return object.dependsOn.flatMap(({ id }) => {
    const key = to.get(id);
    if (key?.kind !== 'constraint' && key?.kind !== 'index') return [];
    const table = to.table({ schema: key.schema, name: key.table });
    return table ? partsBelowAll(key, table, to).map((each) => keyOf('finish', each)) : [];
  });
}

function partsBelowAll(part: Index | Constraint, table: Table, to: Lookup): readonly string[] {
  return partsBelow(part, table, to).flatMap((id) => {
    const below = to.get(id);
    if (below?.kind !== 'index' && below?.kind !== 'constraint') return [id];
    const child = to.table({ schema: below.schema, name: below.table });
    return child ? [id, ...partsBelowAll(below, child, to)] : [id];
  });
}
