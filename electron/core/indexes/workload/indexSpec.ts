/** An index that might be made, as a value; the same one is found again by its key. */
import { quoteIdent, quoteQualified } from '../../sql/quote';
import { freeIndexName, wordOfKey } from '../indexName';
import type { TableFacts } from './tableFacts.sql';

export interface IndexSpec {
  readonly table: TableFacts;
  readonly method: 'btree' | 'gin';
  /** As they stand between the parentheses. */
  readonly keys: readonly string[];
  /** Of tables' columns among the keys, and those of its condition. */
  readonly columns: readonly string[];
  readonly include: readonly string[];
  readonly where: string | null;
}

export function specKey({ table, method, keys, include, where }: IndexSpec): string {
  return JSON.stringify([table.oid, method, keys, [...include].sort(), where]);
}

/** What a statement must compare or order by for the index to be of use. */
export function leadOf({ table, keys }: IndexSpec): string {
  return `${table.oid} ${keys[0]?.replace(/ (DESC|NULLS .*)$/g, '')}`;
}

export function createSql(spec: IndexSpec, name: string, concurrently = false): string {
  const { table, method, keys, include, where } = spec;
  const parts = [
    `CREATE INDEX ${concurrently ? 'CONCURRENTLY ' : ''}${quoteIdent(name)} ON ${quoteQualified(table.schema, table.name)}`,
    method === 'btree' ? '' : `USING ${method}`,
    `(${keys.join(', ')})`,
    include.length > 0 ? `INCLUDE (${include.map(quoteIdent).join(', ')})` : '',
    where === null ? '' : `WHERE ${where}`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}

export function nameIndex({ table, keys, where }: IndexSpec, taken: ReadonlySet<string>): string {
  const words = keys.map(wordOfKey);
  return freeIndexName(table.name, [...words, ...(where === null ? [] : ['partial'])], taken);
}
