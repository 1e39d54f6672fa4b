import { useLocation, useSearch } from 'wouter';
import { connectionAddress, type Pair } from '../../app/addresses';
import {
  type IndexesPlace,
  type IndexPanel,
  indexesAddress,
  readIndexesPlace,
} from '../../app/adviceAddresses';
import { candidatesOf } from './candidatesOf';
import type { IndexesActions } from './IndexesView';
import { type IndexesPanel, type IndexesState, indexesState } from './indexesState';
import { useExplainPanel } from './useExplainPanel';
import { useFilesPanel } from './useFilesPanel';
import { usePrivatePanel } from './usePrivatePanel';
import { useDismissal, useSuggestions } from './useSuggestions';
import { useTwinWork } from './useTwinWork';

export function useIndexes(pair: Pair): { readonly state: IndexesState; readonly actions: IndexesActions } {
  const at = readIndexesPlace(new URLSearchParams(useSearch()));
  const { readAgain, ...suggestions } = useSuggestions(pair);
  const { twin, work, start, cancel } = useTwinWork(pair);
  const chosen = chosenOf(at, suggestions.advice?.suggestions ?? null);
  const dismissal = useDismissal(pair, at.at);
  const files = useFilesPanel(pair, at.panel === 'revision', chosen);
  const columns = usePrivatePanel(pair, at.panel === 'private');
  const explain = useExplainPanel(pair, at, twin.kind === 'ready');
  const [, navigate] = useLocation();
  const move = useMove(pair, { ...at, chosen });
  return {
    state: indexesState({
      ...suggestions,
      ...dismissal.state,
      twin,
      work,
      filter: at.filter,
      at: at.at,
      inspecting: at.inspecting,
      showsDismissed: at.dismissed,
      chosen: new Set(chosen),
      panel: panelOf(at.panel, { revision: files.state, explain: explain.state, private: columns.state }),
    }),
    actions: {
      ...move,
      ...dismissal.actions,
      ...files.actions,
      ...columns.actions,
      readAgain,
      refreshTwin: () => {
        columns.beganRefresh();
        start('refresh');
      },
      advise: () => start('advise'),
      cancel,
      openConnection: () => navigate(connectionAddress(pair.connectionId)),
      typeSql: (sql) => explain.type({ sql }),
      typeCandidates: (candidates) => explain.type({ candidates }),
      explain: () => {
        const { sql, candidates } = explain.typed;
        move.ask({ panel: 'explain', sql, candidates: candidatesOf(candidates) });
        if (sql === at.sql) explain.explainAgain();
      },
      suggest: () => {
        explain.suggestAgain();
        move.ask({ panel: 'suggest', sql: explain.typed.sql, candidates: [] });
      },
      prove: explain.prove,
      cancelProof: explain.cancelProof,
      cancelSuggesting: () => move.ask({ panel: 'explain' }),
    },
  };
}

function panelOf(
  panel: IndexPanel | null,
  states: Readonly<Record<IndexesPanel['kind'], IndexesPanel>>,
): IndexesPanel | null {
  if (panel === null) return null;
  return panel === 'suggest' ? states.explain : states[panel];
}

/** What is not suggested any more is not chosen either. */
function chosenOf(
  { chosen }: IndexesPlace,
  suggestions: readonly { readonly id: string; readonly sql: string | null }[] | null,
): readonly string[] {
  if (suggestions === null) return chosen;
  const writable = new Set(suggestions.filter(({ sql }) => sql !== null).map(({ id }) => id));
  return chosen.filter((id) => writable.has(id));
}

function useMove(pair: Pair, at: IndexesPlace) {
  const [, navigate] = useLocation();
  const move = (change: Partial<IndexesPlace>) =>
    navigate(indexesAddress(pair, { ...at, ...change }), { replace: true });
  const { chosen } = at;
  return {
    filter: (filter: string) => move({ filter }),
    select: (id: string) => move({ at: id }),
    inspect: (id: string) => move({ at: id, inspecting: true }),
    closeDetail: () => move({ inspecting: false }),
    showDismissed: (dismissed: boolean) => move({ dismissed }),
    tick: (id: string) =>
      move({ chosen: chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id] }),
    ask: (asked: Partial<IndexesPlace>) => move(asked),
    openPanel: (panel: 'revision' | 'explain' | 'private', sql = '', candidates: readonly string[] = []) =>
      navigate(indexesAddress(pair, { ...at, panel, sql, candidates })),
    closePanel: () => move({ panel: null }),
  };
}
