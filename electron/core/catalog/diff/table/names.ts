import { quoteQualified } from '../../../sql/quote';
import type { Table } from '../../table';

/** Of the table and all that inherit from it; for one alone there is alterOnly. */
export function alterAll({ schema, name, foreign }: Pick<Table, 'schema' | 'name' | 'foreign'>): string {
  return `ALTER ${foreign ? 'FOREIGN TABLE' : 'TABLE'} ${quoteQualified(schema, name)}`;
}
