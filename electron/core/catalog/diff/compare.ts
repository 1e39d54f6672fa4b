/** Whether two objects of one id are the same to whoever uses them. */
import type { CatalogObject, Column } from '../catalog';

/** Where nothing can be altered, or nothing follows from it, is left out: the order of columns, and who said them. */
export function isSame(a: CatalogObject, b: CatalogObject): boolean {
  return isAlike({ ...a, dependsOn: [] }, { ...b, dependsOn: [] }) || essence(a) === essence(b);
}

function essence(object: CatalogObject): string {
  const { dependsOn: _, lockedBy: __, ...rest } = object;
  if (rest.kind === 'function' || rest.kind === 'procedure') {
    return JSON.stringify({ ...rest, definition: withoutSelfNames(rest.definition) }, sortedKeys);
  }
  if (rest.kind === 'statistics') {
    return JSON.stringify({ ...rest, definition: withSortedColumns(rest.definition ?? '') }, sortedKeys);
  }
  if (rest.kind !== 'table') return JSON.stringify(rest, sortedKeys);
  const columns = rest.columns.map(columnEssence).sort();
  return JSON.stringify({ ...rest, columns }, sortedKeys);
}

/** Of `SELECT $1` PostgreSQL tells `SELECT a`, and of that, made again, `SELECT a AS a`. */
function withoutSelfNames(definition: string): string {
  const at = definition.indexOf('\nBEGIN ATOMIC');
  if (at < 0) return definition;
  const body = definition.slice(at).replaceAll(/(?<![\w"])("(?:[^"]|"")+"|\w+) AS \1(?![\w"])/g, '$1');
  return definition.slice(0, at) + body;
}

/** Told in the order of the table's columns. */
function withSortedColumns(definition: string): string {
  const [start, end] = [definition.indexOf(' ON ') + 4, definition.lastIndexOf(' FROM ')];
  return [
    definition.slice(0, start),
    ...definition.slice(start, end).split(', ').sort(),
    definition.slice(end),
  ].join();
}

function columnEssence({ isLocal: _, ...rest }: Column): string {
  return JSON.stringify(rest, sortedKeys);
}

/** A saved file may have another order of keys. */
function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function isSameColumn(a: Column, b: Column): boolean {
  return isAlike(a, b) || columnEssence(a) === columnEssence(b);
}

/** Nearly all are, in a large schema, and it takes a fifth of the time to see it. */
function isAlike(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
