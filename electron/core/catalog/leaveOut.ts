/**
 * Which part of a Catalog is looked at: the ledger and the log never, what a server is watched with not beside
 * revisions, and what the user includes or excludes.
 */
import { LOG_TABLE } from '../revisions/log';
import type { Catalog, CatalogObject } from './catalog';

export interface Scope {
  /** Names of schemas; empty: all. */
  readonly schemas?: readonly string[];
  /** Patterns with * for `schema.table`. */
  readonly excludeTables?: readonly string[];
  /** The tables of applied revisions. */
  readonly ledgers: readonly string[];
  /** A side is what revisions make, and no revision makes what a server is watched with. */
  readonly isOfRevisions: boolean;
}

/** They count, or look into tables, for whoever runs the server: that they are there is no drift. */
const WATCHING = ['pg_stat_statements', 'hypopg', 'pageinspect', 'pgrowlocks'];

export function leaveOut(catalog: Catalog, scope: Scope): Catalog {
  const excluded = (scope.excludeTables ?? []).map(patternOf);
  const ledgers = new Set([...scope.ledgers, LOG_TABLE]);
  const isLeftOut = (object: CatalogObject): boolean => {
    const schema = 'schema' in object ? object.schema : object.kind === 'schema' ? object.name : null;
    if (schema !== null && scope.schemas?.length && !scope.schemas.includes(schema)) return true;
    const table = relationOf(object);
    if (table === null || schema === null) return false;
    return ledgers.has(table) || excluded.some((pattern) => pattern.test(`${schema}.${table}`));
  };
  const objects = catalog.objects.filter((each) => each.kind === 'extension' || !isLeftOut(each));
  return { ...catalog, objects: scope.isOfRevisions ? withoutWatching(objects) : objects };
}

/** A view of the user's own on it, if that is looked at, makes it a part of the schema. */
function withoutWatching(objects: readonly CatalogObject[]): readonly CatalogObject[] {
  const needed = new Set(objects.flatMap(({ dependsOn }) => dependsOn.map(({ id }) => id)));
  return objects.filter(
    ({ kind, name, id }) => kind !== 'extension' || !WATCHING.includes(name) || needed.has(id),
  );
}

/** The table that it is, or goes with. */
function relationOf(object: CatalogObject): string | null {
  if (object.kind === 'table') return object.name;
  if (object.kind === 'grant') return object.relation;
  if (object.kind === 'sequence') return object.ownedBy?.table ?? null;
  return 'table' in object ? object.table : null;
}

function patternOf(glob: string): RegExp {
  const full = glob.includes('.') ? glob : `*.${glob}`;
  const parts = full.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}
