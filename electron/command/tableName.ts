/** Names as SQL writes them: quoted where they have to be. Without quotes they are taken as they stand. */
import type { TableName } from '../core/locks/rows/tableFacts.sql';
import { parseLedgerName } from '../core/project/layout/ledgerName';

const NAME = '"(?:[^"]|"")+"|[^".]+';
const QUALIFIED = new RegExp(`^(?:(${NAME})\\.)?(${NAME})$`, 's');

/** `orders`, `shop.orders`, `"Shop"."the orders"`. */
export function parseTableName(given: string): TableName {
  const [, schema, name] = QUALIFIED.exec(given) ?? [];
  if (name !== undefined)
    return { schema: schema === undefined ? null : unquote(schema), name: unquote(name) };
  const { schema: first, table } = parseLedgerName(given);
  return { schema: first, name: table };
}

export function unquote(name: string): string {
  return /^"(?:[^"]|"")+"$/s.test(name) ? name.slice(1, -1).replaceAll('""', '"') : name;
}
