/** How the locked rows of a table are found: the best that is installed and permitted. Pure. */
import type { RowTier } from './lockedRows';
import type { TableFacts } from './tableFacts.sql';

export interface TierChoice {
  readonly tier: RowTier;
  readonly hint: string | null;
}

/** pgrowlocks reads a table in one go, which nobody can pause: 1 GB in pages of 8 kB. */
const MOST_PGROWLOCKS_PAGES = 131_072;

export function chooseTier(table: TableFacts, pages: number): TierChoice {
  if (!table.canSelect)
    return {
      tier: 'waiters',
      hint: `Only rows that somebody waits for are known: GRANT SELECT ON ${table.sql} shows the others.`,
    };
  if (table.pageinspect !== null) return { tier: 'pageinspect', hint: null };
  if (table.pgrowlocks !== null && pages <= MOST_PGROWLOCKS_PAGES) return { tier: 'pgrowlocks', hint: null };
  const hint = table.hasPgrowlocks
    ? 'The table is too large for pgrowlocks, which reads it in one go: the mode of a single locker is not known.'
    : 'The mode of a single locker is not known: CREATE EXTENSION pgrowlocks makes it exact.';
  return { tier: 'plain', hint };
}
