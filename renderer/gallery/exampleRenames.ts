/** What may have been renamed, and is asked about. */
import type { RenameQuestion } from '../../electron/contract/catalog';

export const totalRenamed: RenameQuestion = {
  id: 'column public.orders.total=amount',
  kind: 'column',
  schema: 'public',
  of: 'orders',
  from: 'total',
  to: 'amount',
  score: 0.92,
  reasons: ['the same type', 'the same place'],
  isRename: null,
};

export const renames: readonly RenameQuestion[] = [
  totalRenamed,
  {
    ...totalRenamed,
    id: 'table public.stock=inventory',
    kind: 'table',
    of: null,
    from: 'stock',
    to: 'inventory',
    reasons: ['the same 7 columns'],
  },
  {
    ...totalRenamed,
    id: 'column public.users.nick=handle',
    of: 'users',
    from: 'nick',
    to: 'handle',
    isRename: true,
  },
];
