/** The only place that puts names and texts into SQL. */
import { badInput } from '../errors';

/** A name as a quoted identifier: `order"s` becomes `"order""s"`. */
export function quoteIdent(name: string): string {
  refuseNul(name);
  return `"${name.replaceAll('"', '""')}"`;
}

/** `schema.table`, each part quoted. */
export function quoteQualified(schema: string, name: string): string {
  return `${quoteIdent(schema)}.${quoteIdent(name)}`;
}

/**
 * A text as a literal that reads the same whatever standard_conforming_strings is:
 * with a backslash in it the E'' form is used.
 */
export function quoteLiteral(text: string): string {
  refuseNul(text);
  const quoted = text.replaceAll("'", "''");
  return quoted.includes('\\') ? `E'${quoted.replaceAll('\\', '\\\\')}'` : `'${quoted}'`;
}

function refuseNul(text: string): void {
  if (text.includes('\0')) throw badInput('PostgreSQL can’t hold a NUL character in a name or text.');
}
