/** What the readers of the object kinds have in common. */
import type { Session } from '../../connection/session';
import type { CatalogObject } from '../catalog';

export interface Reading {
  readonly session: Session;
  readonly serverVersion: number;
  /**
   * Relations under ACCESS EXCLUSIVE, held or awaited, and what can't be written down without opening them: by
   * CLASS and oid the pid of who holds or awaits it.
   */
  readonly locked: ReadonlyMap<number, ReadonlyMap<number, number>>;
}

/** Where in the system catalogs an object was found: pg_depend names it by these. */
export interface Found<O extends CatalogObject = CatalogObject> {
  readonly classId: number;
  readonly oid: number;
  readonly object: O;
}

/** Fixed since PostgreSQL 8.1 and before: https://www.postgresql.org/docs/18/catalog-pg-depend.html */
export const CLASS = {
  relation: 1259,
  type: 1247,
  routine: 1255,
  constraint: 2606,
  default: 2604,
  rewrite: 2618,
  trigger: 2620,
  schema: 2615,
  extension: 3079,
  policy: 3256,
  statistics: 3381,
  eventTrigger: 3466,
  server: 1417,
  wrapper: 2328,
  collation: 3456,
} as const;

/** A condition: made by a user, and not by PostgreSQL or for somebody's temporary tables. */
export function userSchema(alias: string): string {
  return `${alias}.nspname !~ '^pg_' AND ${alias}.nspname <> 'information_schema'`;
}

/** A condition: no part of an extension, which brings it along. */
export function notOfExtension(classId: number, oid: string): string {
  return `NOT EXISTS (SELECT FROM pg_catalog.pg_depend e WHERE e.classid = ${classId} AND e.objid = ${oid} AND e.deptype = 'e')`;
}

/** A column: what COMMENT ON says. */
export function comment(classId: number, oid: string, column = '0'): string {
  return `(SELECT d.description FROM pg_catalog.pg_description d
    WHERE d.classoid = ${classId} AND d.objoid = ${oid} AND d.objsubid = ${column})`;
}

/** The same as a join, which is faster where there are many rows: the column is then `about.description`. */
export function joinComment(classId: number, oid: string, column = '0'): string {
  return `LEFT JOIN pg_catalog.pg_description about
    ON about.classoid = ${classId} AND about.objoid = ${oid} AND about.objsubid = ${column}`;
}

/** Oids of a system catalog, for `NOT x.oid = ANY ($1::oid[])`. */
export function lockedOids({ locked }: Reading, classId: number): readonly number[] {
  return [...(locked.get(classId)?.keys() ?? [])];
}

export function lockMark({ locked }: Reading, classId: number, oid: number): { readonly lockedBy?: number } {
  const pid = locked.get(classId)?.get(oid);
  return pid === undefined ? {} : { lockedBy: pid };
}
