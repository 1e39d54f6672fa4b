import type { RefreshSnapshot, TargetAdviceSnapshot, TargetColumn } from '../../electron/contract/indexes';
import type { Api } from '../api';
import { targetColumns } from './exampleColumns';
import { effects } from './exampleEffects';
import { indexAdvice, indexFiles } from './exampleIndexes';
import { queryFindings, timeSpent } from './exampleQueries';
import { explanation, targetExplanation, twinCard } from './exampleTwin';
import { pacedBy, pause, streamOf } from './fakeStreams';

const STEP_MS = 500;

const REFRESH: readonly RefreshSnapshot[] = [
  { phase: 'reading', message: 'Reading the schema', fraction: 0.02 },
  { phase: 'cloning', message: 'Making 120 objects', fraction: 0.4 },
  { phase: 'statistics', message: 'Copying statistics', fraction: 0.7 },
  { phase: 'done', twin: twinCard, uncloned: [] },
];

const ADVICE = {
  ...{
    suggestions: indexAdvice.suggestions.slice(0, 1),
    planned: 64,
    notPlanned: [],
    leftAside: 0,
    tried: 31,
  },
  ...{ totalMs: 2_300_000, expectedMs: 1_480_000, isCutShort: false },
};

const ADVISE = [
  { phase: 'planning', message: 'Planning 64 statements', fraction: 0.05 },
  { phase: 'choosing', message: 'Choosing among 31 indexes', fraction: 0.6 },
  { phase: 'done', advice: ADVICE },
] as const satisfies readonly TargetAdviceSnapshot[];

/** Finds the same each time, and remembers what is dismissed. */
export function fakeIndexes(): Api['indexes'] {
  let advice = { ...indexAdvice, effects };
  let columns = targetColumns.columns;
  return {
    suggestions: async () => advice,
    twin: async () => twinCard,
    refreshTwin: async () => streamOf(pacedBy(STEP_MS, REFRESH)),
    advise: async () => streamOf(pacedBy<TargetAdviceSnapshot>(STEP_MS, ADVISE)),
    adviseStatement: async () => streamOf(pacedBy(STEP_MS, ADVISE)),
    explain: async ({ candidates }) => {
      await pause(STEP_MS);
      return candidates.length > 0 ? explanation : { ...explanation, after: null, candidates: [] };
    },
    hypopg: async () => ({ state: 'ready' }),
    prove: async () => {
      await pause(STEP_MS);
      return targetExplanation;
    },
    columns: async ({ search, onlyPrivate }) => {
      const found = columns.filter(
        ({ column, table, isPrivate }) =>
          `${table}.${column}`.includes(search) && (isPrivate || !onlyPrivate),
      );
      const privateCount = columns.filter(({ isPrivate }) => isPrivate).length;
      return { columns: found, count: found.length, privateCount };
    },
    markPrivate: async ({ columns: marked, isPrivate }) => {
      const isMarked = ({ table, column }: TargetColumn) =>
        marked.some((each) => each.table === table && each.column === column);
      columns = columns.map((each) => (isMarked(each) ? { ...each, isPrivate } : each));
    },
    dismiss: async ({ id }) => {
      const suggestions = advice.suggestions.filter((each) => each.id !== id);
      advice = { ...advice, suggestions, count: suggestions.length };
    },
    restore: async () => {
      advice = { ...advice, dismissed: [] };
    },
    planRevisions: async () => indexFiles,
    writeRevisions: async () => {
      await pause(STEP_MS);
      return indexFiles;
    },
  };
}

export function fakeQueries(): Api['queries'] {
  return {
    findings: async () => queryFindings,
    watchSpent: async () => streamOf(pacedBy(STEP_MS, [timeSpent])),
  };
}
