/** Whether two objects of one id are the same to whoever uses them. */
import type { CatalogObject, Statistics } from '../catalog';
import type { Routine } from '../routine';
import type { Column } from '../table';

/** Where nothing can be altered, or nothing follows from it, is left out: the order of columns, and who said them. */
export function isSame(a: CatalogObject, b: CatalogObject): boolean {
  if (a === b) return true;
  if (a.kind === 'table' && b.kind === 'table') {
    return hasSameFields(a, b, [...ASIDE, 'columns']) && hasSameColumns(a.columns, b.columns);
  }
  if (isDefined(a) && isDefined(b)) {
    const areAlike = a.definition === b.definition || spelling(a) === spelling(b);
    return areAlike && hasSameFields(a, b, [...ASIDE, 'definition']);
  }
  return hasSameFields(a, b, ASIDE);
}

const ASIDE: readonly string[] = ['dependsOn', 'lockedBy'];

export function isSameColumn(a: Column, b: Column): boolean {
  return a === b || hasSameFields(a, b, ['isLocal']);
}

function hasSameColumns(a: readonly Column[], b: readonly Column[]): boolean {
  if (a === b) return true;
  return (
    a.length === b.length &&
    a.every((column, at) => {
      // Most often it is in the same place.
      const other = b[at]?.name === column.name ? b[at] : b.find(({ name }) => name === column.name);
      return other !== undefined && isSameColumn(column, other);
    })
  );
}

/** In every respect. A saved file may have another order of keys. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) || Array.isArray(b)) {
    const areBoth = Array.isArray(a) && Array.isArray(b) && a.length === b.length;
    return areBoth && a.every((each, at) => isEqual(each, b[at]));
  }
  return isRecord(a) && isRecord(b) && hasSameFields(a, b);
}

/** Of most pairs in a large schema all are, and seeing it is most of what comparing takes. */
function hasSameFields<T extends object>(a: T, b: T, except: readonly string[] = []): boolean {
  for (const key in a) {
    if (a[key] !== b[key] && !except.includes(key) && !isEqual(a[key], b[key])) return false;
  }
  for (const key in b) {
    if (a[key] === undefined && b[key] !== undefined && !except.includes(key)) return false;
  }
  return true;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Of these the same may be spelt in another way. */
function isDefined(object: CatalogObject): object is Routine | Statistics {
  return object.kind === 'function' || object.kind === 'procedure' || object.kind === 'statistics';
}

function spelling(object: Routine | Statistics): string {
  return object.kind === 'statistics'
    ? withSortedColumns(object.definition ?? '')
    : withoutSelfNames(object.definition);
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
