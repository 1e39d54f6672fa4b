/** What objects are called: in ids for people and for comparing, in SQL with quotes. */
import { quoteIdent, quoteQualified } from '../sql/quote';
import type { CatalogObject, ObjectKind } from './catalog';
import type { RelationName } from './table';

/** Names that read the same without quotes are written without. */
export function plain(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : quoteIdent(name);
}

export function plainQualified({ schema, name }: RelationName): string {
  return `${plain(schema)}.${plain(name)}`;
}

export function idInSchema(kind: ObjectKind, schema: string, name: string): string {
  return `${kind} ${plainQualified({ schema, name })}`;
}

export function idOfRoutine(kind: ObjectKind, schema: string, name: string, signature: string): string {
  return `${idInSchema(kind, schema, name)}(${signature})`;
}

/** Of what has a name of its own only within a table: constraints, triggers, rules, policies. */
export function idOnTable(kind: ObjectKind, schema: string, table: string, name: string): string {
  return `${kind} ${plain(name)} on ${plainQualified({ schema, name: table })}`;
}

/** For SQL. */
export function quoted({ schema, name }: RelationName): string {
  return quoteQualified(schema, name);
}

export function quotedTable({ schema, table }: { readonly schema: string; readonly table: string }): string {
  return quoteQualified(schema, table);
}

/** The schema that it is in; null for what is in none. */
export function schemaOf(object: CatalogObject): string | null {
  return 'schema' in object ? object.schema : null;
}
