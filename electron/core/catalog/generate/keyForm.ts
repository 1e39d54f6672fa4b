/** A primary key or unique constraint over an index that was built before. */

import { quoteIdent } from '../../sql/quote';
import type { Constraint } from '../catalog';
import { quotedTable } from '../identity';

export interface KeyForm {
  readonly index: string;
  readonly constraint: string;
}

const COLUMN = '(?:"(?:[^"]|"")+"|[^\\s"(),]+)';
const COLUMNS = `\\(${COLUMN}(?:, ${COLUMN})*\\)`;
/** As pg_get_constraintdef says it: https://www.postgresql.org/docs/18/sql-altertable.html */
const KEY = new RegExp(
  `^(UNIQUE|PRIMARY KEY)( NULLS NOT DISTINCT)? (${COLUMNS})( INCLUDE ${COLUMNS})?( (?:NOT )?DEFERRABLE.*)?$`,
);

/** null: there is no such form, as for what has no overlaps. */
export function keyForm(key: Constraint): KeyForm | null {
  const [, type, distinct = '', columns = '', include = '', when = ''] = KEY.exec(key.definition ?? '') ?? [];
  if (type === undefined) return null;
  const [name, table] = [quoteIdent(key.name), quotedTable(key)];
  return {
    index: `CREATE UNIQUE INDEX CONCURRENTLY ${name} ON ${table} ${columns}${include}${distinct}`,
    constraint: `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${type} USING INDEX ${name}${when}`,
  };
}
