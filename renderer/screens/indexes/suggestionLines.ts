/** The suggestions as rows: by kind, filtered; then what came of those that were made, and what was dismissed. Pure. */
import type {
  DismissedSuggestion,
  IndexAdvice,
  IndexEffect,
  Suggestion,
  SuggestionKind,
} from '../../../electron/contract/indexes';

export type IndexLine =
  | { readonly key: string; readonly isHeading: true; readonly title: string; readonly count: number }
  | SuggestionLine
  | EffectLine;

export interface SuggestionLine {
  /** Id of the suggestion. */
  readonly key: string;
  readonly isHeading: false;
  readonly suggestion: Suggestion;
  readonly dismissal: DismissedSuggestion['dismissal'] | null;
}

export interface EffectLine {
  /** Id of the effect. */
  readonly key: string;
  readonly isHeading: false;
  readonly effect: IndexEffect;
}

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

export const MADE_TITLE = 'Made as suggested';

export function linesOf(
  { suggestions, effects, dismissed }: Pick<IndexAdvice, 'suggestions' | 'effects' | 'dismissed'>,
  filter: string,
  showsDismissed: boolean,
): readonly IndexLine[] {
  const matching = suggestions.filter((each) => matches(each, filter));
  const made = effects.filter((each) => matchesEffect(each, filter)).map(effectLine);
  const groups = Object.entries(KIND_TITLES).flatMap(([kind, title]) => {
    const lines = matching.filter((each) => each.kind === kind).map((each) => lineOf(each, null));
    return headed(kind, title, lines);
  });
  const listed = [...groups, ...headed('made', MADE_TITLE, made)];
  if (!showsDismissed) return listed;
  const past = dismissed
    .filter(({ suggestion }) => matches(suggestion, filter))
    .map(({ suggestion, dismissal }) => lineOf(suggestion, dismissal));
  return [...listed, ...headed('dismissed', 'Dismissed', past)];
}

function headed(key: string, title: string, lines: readonly IndexLine[]): readonly IndexLine[] {
  if (lines.length === 0) return [];
  return [{ key: `heading ${key}`, isHeading: true, title, count: lines.length }, ...lines];
}

function lineOf(suggestion: Suggestion, dismissal: DismissedSuggestion['dismissal'] | null): SuggestionLine {
  return { key: suggestion.id, isHeading: false, suggestion, dismissal };
}

function effectLine(effect: IndexEffect): EffectLine {
  return { key: effect.id, isHeading: false, effect };
}

function matches({ kind, schema, table, index, reason }: Suggestion, filter: string): boolean {
  return hasAllWords(`${KIND_TITLES[kind]} ${schema}.${table} ${index ?? ''} ${reason}`, filter);
}

function matchesEffect({ schema, table, index, words }: IndexEffect, filter: string): boolean {
  return hasAllWords(`${MADE_TITLE} ${schema}.${table} ${index} ${words}`, filter);
}

function hasAllWords(text: string, filter: string): boolean {
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.toLowerCase().includes(word));
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
