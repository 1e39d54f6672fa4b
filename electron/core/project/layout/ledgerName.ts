import { badInput } from '../../errors';
import type { LedgerName } from '../project';

/** `table` or `schema.table`. */
export function parseLedgerName(given: string): LedgerName {
  const [first = '', ...rest] = given.split('.');
  const name = rest.length === 0 ? { table: first, schema: null } : { table: rest.join('.'), schema: first };
  if (name.table !== '' && name.schema !== '') return name;
  throw badInput(`“${given}” names no table.`, 'Write table, or schema.table.', 'ledger');
}
