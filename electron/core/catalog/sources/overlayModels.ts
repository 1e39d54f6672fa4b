/**
 * What a database is to become so that it is as the models say, where models say anything: tables, columns, keys and
 * indexes. Names that differ for the same thing are no difference, and what models have no words for stays.
 */
import type { ModelTable } from '../../project/runnerProtocol';
import { forEach, type Stretches } from '../../stretches';
import type { Catalog, CatalogObject, Constraint, Index } from '../catalog';
import { createLookup, type Lookup } from '../lookup';
import type { Column, Table } from '../table';
import type { EnumType } from '../userTypes';

export function* overlayModels(
  target: Catalog,
  models: Catalog,
  tables: readonly ModelTable[],
): Stretches<Catalog> {
  const ours = createLookup(target);
  const theirs = createLookup(models);
  yield;
  const wanted = new Map(target.objects.map((each) => [each.id, each]));
  const modelled = tables.flatMap(({ schema, table }) => theirs.table({ schema, name: table }) ?? []);
  yield* forEach(modelled, (model) => {
    const table = ours.table(model);
    if (table) overlayTable(table, model, ours, theirs, wanted);
    else for (const each of wholeTable(model, ours, theirs)) wanted.set(each.id, each);
  });
  const names = new Set(modelled.map(({ id }) => id));
  for (const table of target.objects) {
    if (table.kind === 'table' && !names.has(table.id) && isOfModels(table)) remove(table, ours, wanted);
  }
  return { ...target, objects: [...wanted.values()].sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

/** Partitions and heirs belong to their parents, foreign tables to somebody else. */
function isOfModels(table: Table): boolean {
  return table.parents.length === 0 && table.foreign === null;
}

function remove(table: Table, ours: Lookup, wanted: Map<string, CatalogObject>): void {
  wanted.delete(table.id);
  for (const { id } of ours.partsOf(table)) wanted.delete(id);
  for (const { id } of ours.sequencesOf(table)) wanted.delete(id);
  // Foreign keys to it go with it.
  for (const each of ours.dependentsOf(table.id)) if (each.kind === 'constraint') wanted.delete(each.id);
}

/** With its schema, keys, indexes, sequences and enums. */
function wholeTable(model: Table, ours: Lookup, theirs: Lookup): readonly CatalogObject[] {
  const schemas = theirs.ofKind('schema').filter(({ name }) => name === model.schema);
  return [
    ...schemas.filter(({ id }) => !ours.get(id)),
    model,
    ...theirs.partsOf(model),
    ...theirs.sequencesOf(model),
    ...enumsOf(model, theirs),
  ];
}

function enumsOf({ columns }: Table, theirs: Lookup): readonly EnumType[] {
  return columns.flatMap(({ type }) => enumNamed(type, theirs) ?? []);
}

function enumNamed(type: string, lookup: Lookup): EnumType | null {
  const found = lookup.get(`enum ${type.replace(/\[\]$/, '')}`);
  return found?.kind === 'enum' ? found : null;
}

function overlayTable(
  table: Table,
  model: Table,
  ours: Lookup,
  theirs: Lookup,
  wanted: Map<string, CatalogObject>,
): void {
  const columns = model.columns.map((column) => {
    const old = table.columns.find(({ name }) => name === column.name);
    for (const each of newTypes(old, column, ours, theirs)) wanted.set(each.id, each);
    return old ? overlayColumn(old, column, ours, theirs) : column;
  });
  wanted.set(table.id, {
    ...table,
    columns,
    comment: model.comment ?? table.comment,
    dependsOn: [...table.dependsOn, ...model.dependsOn],
  });
  for (const each of theirs.sequencesOf(model)) if (isNewSequence(each, table)) wanted.set(each.id, each);
  overlayParts(table, model, ours, theirs, wanted);
}

/** The sequence of a column that counts already, by whatever means, is not made. */
function isNewSequence(sequence: CatalogObject, table: Table): boolean {
  if (sequence.kind !== 'sequence') return false;
  const old = table.columns.find(({ name }) => name === sequence.ownedBy?.column);
  return !old || !isCounting(old);
}

function isCounting({ identity, default: expression }: Column): boolean {
  return identity !== null || (expression !== null && /^nextval\(/.test(expression));
}

/** Enums that are new, or have other labels now. */
function newTypes(
  old: Column | undefined,
  column: Column,
  ours: Lookup,
  theirs: Lookup,
): readonly EnumType[] {
  const wanted = enumNamed(column.type, theirs);
  if (!wanted || (old && isSameEnum(old, column, ours, theirs))) return [];
  return [wanted];
}

function isSameEnum(old: Column, column: Column, ours: Lookup, theirs: Lookup): boolean {
  const [a, b] = [enumNamed(old.type, ours), enumNamed(column.type, theirs)];
  return (
    a !== null &&
    b !== null &&
    a.labels.join('\0') === b.labels.join('\0') &&
    isArray(old) === isArray(column)
  );
}

function isArray({ type }: Column): boolean {
  return type.endsWith('[]');
}

function overlayColumn(old: Column, model: Column, ours: Lookup, theirs: Lookup): Column {
  if (old.generated !== null) return { ...old, comment: model.comment ?? old.comment };
  const counts = isCounting(old) && isCounting(model);
  const isNotNull = model.isNotNull || old.identity !== null;
  const type = isSameEnum(old, model, ours, theirs) ? old.type : model.type;
  return {
    ...old,
    type,
    collation: type === old.type ? old.collation : model.collation,
    isNotNull,
    notNullName: isNotNull ? old.notNullName : null,
    notNullIsInvalid: isNotNull && old.notNullIsInvalid,
    default: counts ? old.default : sameDefault(old, model, type) ? old.default : model.default,
    identity: counts ? old.identity : null,
    comment: model.comment ?? old.comment,
  };
}

/** Of an enum of another name the type is spelt in the default. */
function sameDefault(old: Column, model: Column, type: string): boolean {
  if (old.default === model.default) return true;
  if (old.default === null || model.default === null) return false;
  return type === old.type && stripCast(old.default) === stripCast(model.default);
}

function stripCast(expression: string): string {
  return expression.replace(/::[\w."[\]]+$/, '');
}

/** Keys and indexes of one meaning are the same, whatever they are called. */
function overlayParts(
  table: Table,
  model: Table,
  ours: Lookup,
  theirs: Lookup,
  wanted: Map<string, CatalogObject>,
): void {
  const [own, said] = [comparable(table, ours), comparable(model, theirs)];
  const meanings = new Set(own.map(meaningOf));
  const saidMeanings = new Set(said.map(meaningOf));
  for (const part of own) if (!saidMeanings.has(meaningOf(part))) wanted.delete(part.id);
  for (const part of said) {
    if (meanings.has(meaningOf(part))) continue;
    // Under a name that is there already it takes that one's place.
    wanted.set(part.id, part);
  }
}

type Part = Constraint | Index;

/** Checks and exclusions are nothing that models say. */
function comparable(table: Table, lookup: Lookup): readonly Part[] {
  return lookup.partsOf(table).filter((each): each is Part => {
    if (each.kind === 'index') return true;
    return each.kind === 'constraint' && ['primary', 'unique', 'foreign'].includes(each.type);
  });
}

const NAME = '(?:"(?:[^"]|"")*"|[^\\s".]+)';
const INDEX_OF_TABLE = new RegExp(`^CREATE (UNIQUE )?INDEX ${NAME} ON (?:ONLY )?${NAME}\\.${NAME} USING`);

/** A unique index on plain columns does what a unique constraint does. */
function meaningOf(part: Part): string {
  if (part.kind === 'constraint') return (part.definition ?? '').replace(/ NOT VALID$/, '');
  const text = (part.definition ?? '').replace(INDEX_OF_TABLE, '$1USING');
  const plainUnique = /^UNIQUE USING btree (\([^()]*\))$/.exec(text);
  return plainUnique ? `UNIQUE ${plainUnique[1]}` : text;
}
