/** What a plan twin can't do as its target would, a sentence each. */
import type { Uncloned } from './cloneSchema';
import type { StatisticsGaps } from './copyStatistics';

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
    unreadable > 0 &&
      `The role may not read ${unreadable} tables, so their columns have no statistics here: GRANT pg_read_all_data.`,
    ...describeHidden(hidden.length),
  ].filter((each) => each !== false);
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
