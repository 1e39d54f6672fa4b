/**
 * A little of what the shop's application asks, in the ways that applications do, so that there is something to find:
 * a list whose rows are each followed by a lookup, and payments looked for without an index. Reads alone.
 */
import type { Client } from 'pg';
import { fetchIsUncounted, startCountingSql } from './visitShop.sql';

const TO_SHIP = `SELECT id, customer_id, placed_at FROM orders WHERE status = 'paid' ORDER BY placed_at DESC LIMIT 150`;
const CUSTOMER = 'SELECT id, name, email FROM customers WHERE id = $1';
const PAYMENTS = 'SELECT id, amount, method, paid_at FROM payments WHERE order_id = $1';

const PAYMENTS_LOOKED_FOR = 30;

interface Order {
  readonly id: number;
  readonly customer_id: number;
}

/** Once: counted statements outlive the server. Undone as a whole where it is not completed. */
export async function visitShop(client: Client, signal?: AbortSignal): Promise<void> {
  if (!(await fetchIsUncounted(client))) return;
  await client.query('BEGIN');
  await client.query(startCountingSql);
  const { rows } = await client.query<Order>(TO_SHIP);
  for (const { customer_id } of rows) {
    signal?.throwIfAborted();
    await client.query(CUSTOMER, [customer_id]);
  }
  for (const { id } of rows.slice(0, PAYMENTS_LOOKED_FOR)) {
    signal?.throwIfAborted();
    await client.query(PAYMENTS, [id]);
  }
  await client.query('COMMIT');
}
