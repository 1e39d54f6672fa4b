import type { TransactionMode } from '../../electron/contract/revisions';
import { Tag } from './Tag';

/** Only what is unusual is marked: nearly every revision has its own transaction. */
export function TransactionMark({ mode }: { readonly mode: TransactionMode | null }) {
  if (mode !== 'none') return null;
  return (
    <Tag tone="amber" title="It runs without a transaction: cut off half-way, what it did in part stays.">
      no transaction
    </Tag>
  );
}
