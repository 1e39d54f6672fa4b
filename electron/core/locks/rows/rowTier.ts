/** How the locked rows of a table are found: the best that is installed and permitted. Pure. */
import type { RowTier } from './lockedRows';
import type { TableFacts } from './tableFacts.sql';

export interface TierChoice {
  readonly tier: RowTier;
  readonly hint: string | null;
  /** Whether a row that isn't told isn't locked. */
  readonly isComplete: boolean;
}

/**
 * pgrowlocks reads a table once more, and in one go that nobody can pause: what takes it a moment (128 MB), and what
 * it may read where that is asked for (1 GB).
 */
const PGROWLOCKS_PAGES = { byItself: 16_384, asked: 131_072 } as const;

export function chooseTier(table: TableFacts, isExactAsked: boolean): TierChoice {
  if (!table.canSelect) return chooseWithoutSelect(table, isExactAsked);
  const { tier, hint } = chooseByExtensions(table, isExactAsked);
  if (!table.hasRowSecurity) return { tier, hint, isComplete: true };
  return {
    tier,
    hint: 'Row security hides rows of this table from this role, and with them the locks on them.',
    isComplete: false,
  };
}

/** pg_stat_scan_tables, which pg_monitor brings along, lets pgrowlocks tell what is locked, but not the values there. */
function chooseWithoutSelect(table: TableFacts, isExactAsked: boolean): TierChoice {
  if (isReadByPgrowlocks(table, isExactAsked))
    return {
      tier: 'pgrowlocks',
      hint: `Rows are told by their places alone: ${table.grantSql} shows their keys.`,
      isComplete: true,
    };
  return {
    tier: 'waiters',
    hint: `Only rows that somebody waits for are known: ${table.grantSql} shows the others.`,
    isComplete: false,
  };
}

function chooseByExtensions(table: TableFacts, isExactAsked: boolean): Pick<TierChoice, 'tier' | 'hint'> {
  if (table.pageinspect !== null) return { tier: 'pageinspect', hint: null };
  if (isReadByPgrowlocks(table, isExactAsked)) return { tier: 'pgrowlocks', hint: null };
  const hint = table.hasPgrowlocks
    ? 'The mode of a single locker is not known: pgrowlocks would read this large table once more, in one go.'
    : 'The mode of a single locker is not known: CREATE EXTENSION pgrowlocks makes it exact.';
  return { tier: 'plain', hint };
}

function isReadByPgrowlocks({ pgrowlocks, pageEstimate }: TableFacts, isExactAsked: boolean): boolean {
  const pages = isExactAsked ? PGROWLOCKS_PAGES.asked : PGROWLOCKS_PAGES.byItself;
  return pgrowlocks !== null && pageEstimate <= pages;
}
