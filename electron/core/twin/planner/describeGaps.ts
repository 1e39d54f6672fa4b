/** What a plan twin can't do as its target would, a sentence each. */
import { quoteIdent } from '../../sql/quote';
import type { Uncloned } from './cloneSchema';
import type { StatisticsGaps } from './copyStatistics';
import type { Unreadable } from './unreadable.sql';

export interface Gaps extends StatisticsGaps {
  readonly serverVersion: number;
  readonly uncloned: readonly Uncloned[];
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
    ...describeUnreadable(unreadable),
    ...describeHidden(hidden.length),
  ].filter((each) => each !== false);
}

function describeUnreadable({ role, ungranted, secured }: Unreadable): readonly string[] {
  const name = quoteIdent(role);
  return [
    ungranted > 0 &&
      `The role may not read ${tables(ungranted)}, of whose columns there are no statistics here. What shows them: GRANT pg_read_all_data TO ${name};`,
    secured > 0 &&
      `Row security keeps the statistics of ${tables(secured)} from the role. What shows them: ALTER ROLE ${name} BYPASSRLS;`,
  ].filter((each) => each !== false);
}

function tables(count: number): string {
  return count === 1 ? '1 table' : `${count} tables`;
}

const HIDDEN = 'Without the values of';

function describeHidden(count: number): readonly string[] {
  if (count === 0) return [];
  return count === 1
    ? [`${HIDDEN} 1 private column, which is estimated by how many there are.`]
    : [`${HIDDEN} ${count} private columns, which are estimated by how many there are.`];
}

/** The notes as they are once so many columns are private. */
export function countHidden(notes: readonly string[], count: number): readonly string[] {
  return [...notes.filter((note) => !note.startsWith(HIDDEN)), ...describeHidden(count)];
}

function listed(names: readonly string[]): string {
  const more = names.length - NAMED;
  return names.slice(0, NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
