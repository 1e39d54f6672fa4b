/** What came of indexes that were made as suggested, one for each verdict. */
import type { IndexEffect } from '../../electron/contract/indexes';
import { READ_AT } from './examples';

const measured: IndexEffect = {
  ...{ id: 'made1', schema: 'public', table: 'orders', index: 'orders_customer_id_idx' },
  ...{
    verdict: 'as-expected',
    words: 'as expected',
    since: READ_AT,
    scans: 1_204,
    savedMsPerMinute: 1_310.2,
  },
  ...{ calls: 1_204, beforeMs: 48.3, expectedMs: 1.24, measuredMs: 1.02 },
  statements: [
    {
      queryId: '4101',
      text: 'SELECT o.*, c.name FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.customer_id = $1 ORDER BY o.placed_at DESC LIMIT $2',
      ...{ calls: 1_100, beforeMs: 51.9, expectedMs: 1.32, measuredMs: 1.09 },
    },
    {
      queryId: '4102',
      text: 'SELECT count(*) FROM orders WHERE customer_id = $1',
      ...{ calls: 104, beforeMs: 10.2, expectedMs: 0.39, measuredMs: 0.28 },
    },
  ],
};

const untold = { savedMsPerMinute: null, measuredMs: null, calls: 0, since: null, scans: null } as const;

export const effects: readonly IndexEffect[] = [
  measured,
  {
    ...measured,
    ...{ id: 'made2', table: 'order_items', index: 'order_items_product_id_idx' },
    ...{ verdict: 'less-than-expected', words: 'less than expected' },
    ...{ calls: 640, scans: 640, measuredMs: 22.8, savedMsPerMinute: 402 },
  },
  {
    ...measured,
    ...{ id: 'made3', index: 'orders_note_trgm_idx', verdict: 'no-effect' },
    ...{ words: 'no effect, though it is used', measuredMs: 51.4, savedMsPerMinute: -61.8 },
  },
  {
    ...measured,
    ...{ id: 'made4', table: 'customers', index: 'customers_email_idx', verdict: 'not-used', scans: 0 },
    ...{ words: 'no effect: not used since', calls: 88, measuredMs: 48, savedMsPerMinute: null },
  },
  {
    ...measured,
    ...{ id: 'made5', index: 'orders_status_placed_at_idx', verdict: 'too-few-calls' },
    ...{ words: 'too few calls yet: 3 of at least 20', calls: 3, measuredMs: 0.93, scans: 3 },
    savedMsPerMinute: null,
  },
  {
    ...{ ...measured, ...untold },
    ...{ id: 'made6', index: 'orders_total_idx', verdict: 'not-counted' },
    words: 'its statements are not counted here',
  },
  {
    ...{ ...measured, ...untold },
    ...{ id: 'made7', index: 'orders_paid_at_idx', verdict: 'invalid' },
    words: 'not valid: its build has not ended, or has failed',
  },
  {
    ...{ ...measured, ...untold },
    ...{ id: 'made8', index: 'orders_old_idx', verdict: 'dropped', words: 'not there any more' },
  },
];
