/** What a plan twin can't do as its target would, a sentence each. */
import type { Uncloned } from './cloneSchema';
import type { PrivateColumn } from './targetStatistics.sql';

export interface Gaps {
  readonly serverVersion: number;
  readonly uncloned: readonly Uncloned[];
  /** Tables that have never been analysed. */
  readonly unanalysed: readonly string[];
  /** Tables whose statistics the role may not see. */
  readonly unreadable: number;
  readonly hidden: readonly PrivateColumn[];
}

const NAMED = 3;

export function describeGaps({ serverVersion, uncloned, unanalysed, unreadable, hidden }: Gaps): string[] {
  const major = Math.floor(serverVersion / 10_000);
  return [
    major !== 18 && `The target is PostgreSQL ${major}; PostgreSQL 18 plans here, and may choose otherwise.`,
    uncloned.length > 0 &&
      `Not here, because it could not be made: ${listed(uncloned.map(({ object, message }) => `${object} (${message})`))}.`,
    unanalysed.length > 0 &&
      `Never analysed on the target: ${listed(unanalysed)}. Its planner guesses there, too.`,
    unreadable > 0 &&
      `The role may not read ${unreadable} tables, so their columns have no statistics here: GRANT pg_read_all_data.`,
    hidden.length > 0 &&
      `Without the values of ${hidden.length} private columns, which are estimated by their number alone.`,
  ].filter((each) => each !== false);
}

function listed(names: readonly string[]): string {
  const more = names.length - NAMED;
  return names.slice(0, NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
