/** The suggestions as rows: by kind, filtered, and what was dismissed at the end. Pure. */
import type {
  DismissedSuggestion,
  IndexAdvice,
  Suggestion,
  SuggestionKind,
} from '../../../electron/contract/indexes';

export type SuggestionLine =
  | { readonly key: string; readonly isHeading: true; readonly title: string; readonly count: number }
  | {
      /** Id of the suggestion. */
      readonly key: string;
      readonly isHeading: false;
      readonly suggestion: Suggestion;
      readonly dismissal: DismissedSuggestion['dismissal'] | null;
    };

/** In the order in which they are listed. */
export const KIND_TITLES: Readonly<Record<SuggestionKind, string>> = {
  create: 'The workload would run faster',
  'missing-foreign-key-index': 'Foreign keys without an index',
  invalid: 'Invalid: a build that did not end',
  leftover: 'Left over from REINDEX CONCURRENTLY',
  duplicate: 'Duplicates',
  redundant: 'Redundant: another index begins with the same',
  unused: 'Unused',
  'prevents-hot': 'In the way of HOT updates',
  'no-primary-key': 'Tables without a primary key',
};

export function linesOf(
  { suggestions, dismissed }: Pick<IndexAdvice, 'suggestions' | 'dismissed'>,
  filter: string,
  showsDismissed: boolean,
): readonly SuggestionLine[] {
  const matching = suggestions.filter((each) => matches(each, filter));
  const groups = Object.entries(KIND_TITLES).flatMap(([kind, title]) => {
    const lines = matching.filter((each) => each.kind === kind).map((each) => lineOf(each, null));
    return headed(kind, title, lines);
  });
  if (!showsDismissed) return groups;
  const past = dismissed
    .filter(({ suggestion }) => matches(suggestion, filter))
    .map(({ suggestion, dismissal }) => lineOf(suggestion, dismissal));
  return [...groups, ...headed('dismissed', 'Dismissed', past)];
}

function headed(key: string, title: string, lines: readonly SuggestionLine[]): readonly SuggestionLine[] {
  if (lines.length === 0) return [];
  return [{ key: `heading ${key}`, isHeading: true, title, count: lines.length }, ...lines];
}

function lineOf(suggestion: Suggestion, dismissal: DismissedSuggestion['dismissal'] | null): SuggestionLine {
  return { key: suggestion.id, isHeading: false, suggestion, dismissal };
}

function matches({ kind, schema, table, index, reason }: Suggestion, filter: string): boolean {
  const text = `${KIND_TITLES[kind]} ${schema}.${table} ${index ?? ''} ${reason}`.toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** What would be done, and to what. */
export function describeAction({ kind, sql, index, table }: Suggestion): {
  readonly sign: string;
  readonly tone: 'green' | 'red' | 'amber' | 'muted';
  readonly name: string;
} {
  const name = index ?? table;
  if (sql === null) return { sign: '?', tone: 'muted', name };
  if (/^CREATE /.test(sql)) return { sign: '+', tone: 'green', name };
  if (/^DROP /.test(sql)) return { sign: '−', tone: 'red', name };
  return { sign: kind === 'invalid' ? '↻' : '~', tone: 'amber', name };
}
