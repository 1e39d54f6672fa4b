/**
 * A Catalog as it is after renames that PostgreSQL has done to a copy: of what was read there before and after, only
 * what has changed is taken over, so that the spelling of another server's version stays. Decides from values alone.
 */
import type { Catalog, CatalogObject } from '../catalog';
import { idInSchema, idOnTable } from '../identity';
import type { Rename } from './rename';

export interface Readings {
  /** Of the copy. */
  readonly before: Catalog;
  readonly after: Catalog;
}

export function takeOver(from: Catalog, { before, after }: Readings, renames: readonly Rename[]): Catalog {
  const [old, now] = [byId(before), byId(after)];
  const objects = from.objects.map((object): CatalogObject => {
    const id = newId(object, now, renames);
    const [a, b] = [old.get(object.id), now.get(id)];
    if (!a || !b) return object;
    const taken = patch({ ...object }, { ...a }, { ...b });
    return withoutLaterNames({ ...(taken as CatalogObject), id } as CatalogObject, from); // Of one kind all three.
  });
  return { ...from, objects: objects.sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

function byId({ objects }: Catalog): ReadonlyMap<string, CatalogObject> {
  return new Map(objects.map((each) => [each.id, each]));
}

function newId(
  object: CatalogObject,
  now: ReadonlyMap<string, CatalogObject>,
  renames: readonly Rename[],
): string {
  const id = renames.reduce((each, rename) => renamedId(object, each, rename), object.id);
  if (now.has(id) || !('signature' in object)) return id;
  // Its arguments are rows of a table that is called otherwise now.
  const start = id.slice(0, id.indexOf('('));
  const same = [...now.keys()].filter((each) => each.startsWith(`${start}(`));
  return same.length === 1 ? (same[0] ?? id) : id;
}

function renamedId(object: CatalogObject, id: string, { kind, schema, of, from, to }: Rename): string {
  if (kind === 'table') {
    if (id === idInSchema('table', schema, from)) return idInSchema('table', schema, to);
    const own = 'table' in object ? idOnTable(object.kind, schema, from, object.name) : null;
    return id === own ? idOnTable(object.kind, schema, to, object.name) : id;
  }
  if (kind === 'index' || kind === 'sequence') {
    return id === idInSchema(kind, schema, from) ? idInSchema(kind, schema, to) : id;
  }
  if (kind !== 'constraint' || of === null) return id;
  return id === idOnTable('constraint', schema, of, from) ? idOnTable('constraint', schema, of, to) : id;
}

/** Field by field, and named things by their names; of texts and of other lists the whole. */
function patch(ours: unknown, before: unknown, after: unknown): unknown {
  if (JSON.stringify(before) === JSON.stringify(after)) return ours;
  if (isNamedList(ours) && isNamedList(before) && isNamedList(after) && before.length === after.length) {
    return ours.map((each) => {
      const at = before.findIndex(({ name }) => name === each.name);
      return at < 0 ? each : patch(each, before[at], after[at]);
    });
  }
  if (!isRecord(ours) || !isRecord(before) || !isRecord(after)) return after;
  const fields = Object.entries(ours).map(([key, value]) => [key, patch(value, before[key], after[key])]);
  return Object.fromEntries(fields);
}

/** Of columns, parents, checks: a copy may have them in another order. */
function isNamedList(value: unknown): value is readonly { readonly name: string }[] {
  return Array.isArray(value) && value.every((each) => isRecord(each) && typeof each.name === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Before PostgreSQL 18 a NOT NULL has no name that a rename could leave behind. */
function withoutLaterNames(object: CatalogObject, { serverVersion }: Catalog): CatalogObject {
  if (object.kind !== 'table' || serverVersion >= 180000) return object;
  return { ...object, columns: object.columns.map((column) => ({ ...column, notNullName: null })) };
}
