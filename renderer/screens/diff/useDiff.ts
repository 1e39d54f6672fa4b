import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { Source } from '../../../electron/contract/catalog';
import { useQueries } from '../../api';
import {
  connectionAddress,
  type DiffPlace,
  diffAddress,
  driftAddress,
  hereOf,
  type Pair,
  planAddress,
  readDiffPlace,
} from '../../app/addresses';
import { attemptOf } from '../../parts/attempt';
import { type Place, usePlace } from '../../usePlace';
import { useTrust } from '../../useTrust';
import type { DiffActions } from './DiffView';
import { type DiffState, diffState } from './diffState';
import type { Line } from './lines';
import { needsProjectCode, type Sides, sourceLabel } from './sides';
import { useAnswer } from './useAnswer';
import { useCatalogFiles } from './useCatalogFiles';
import { useChoice } from './useChoice';
import { useComparison } from './useComparison';
import { useCopySql } from './useCopySql';
import { useDetail } from './useDetail';
import { usePanel } from './usePanel';

export function useDiff(pair: Pair): { readonly state: DiffState; readonly actions: DiffActions } {
  const at = readDiffPlace(pair, new URLSearchParams(useSearch()));
  const place = usePlace(pair);
  const isTrusted = place.project?.isTrusted ?? false;
  const isReady = place.project !== null && (isTrusted || !needsProjectCode(at));
  const compared = useComparison(pair, at, isReady);
  const comparison = compared.last?.comparison ?? null;
  const choice = useChoice(pair, at, comparison);
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const trust = useTrust(pair.projectId, () => undefined);
  const move = useMove(pair, at);
  const files = useCatalogFiles(comparison?.id ?? null, (catalogId) =>
    move.compare(hereOf(pair), { kind: 'saved', catalogId }),
  );
  const answering = useAnswer(pair, at, comparison?.id ?? null);
  const copy = useCopySql(comparison?.id ?? null, choice.chosen);
  const panel = usePanel(pair, at.panel ?? null, comparison?.id ?? null, choice.chosen);
  const [, navigate] = useLocation();
  const { data: history } = useQuery(useQueries().revisions.history.queryOptions({ input: pair }));
  const heads = history?.heads.length ?? 0;
  const { sides, others } = useSides(pair, at, comparison);
  return {
    state: diffState({
      sides,
      here: hereOf(pair),
      place,
      connections: others,
      pendingCount: history?.pendingCount ?? 0,
      isUntrusted: isUntrusted(place, at),
      trusting: attemptOf(trust),
      last: compared.last,
      comparing: compared.comparing,
      filter: at.filter ?? '',
      at: at.at ?? null,
      toggled,
      ...choice.state,
      detail: useDetail(comparison, at),
      opening: files.opening,
      saving: files.saving,
      answering: answering.state,
      copying: copy.state,
      panel: panel.state,
    }),
    actions: {
      ...move,
      compareAgain: compared.compareAgain,
      cancel: compared.cancel,
      openFile: files.open,
      save: files.save,
      openConnection: () => navigate(connectionAddress(connectionOf(pair, at))),
      upgrade: () => navigate(planAddress(pair, 'up', heads > 1 ? 'heads' : 'head')),
      trust: () => trust.mutate({ projectId: pair.projectId }),
      fold: ({ key }: Line) => setToggled((before) => withOther(before, key)),
      tick: choice.tick,
      chooseWithLosses: choice.chooseWithLosses,
      answer: answering.answer,
      copySql: copy.copy,
      ...panel.actions,
    },
  };
}

function isUntrusted({ project }: Place, at: DiffPlace): boolean {
  return project !== null && !project.isTrusted && needsProjectCode(at);
}

function useMove(pair: Pair, at: DiffPlace) {
  const [, navigate] = useLocation();
  const move = (change: Partial<DiffPlace>) =>
    navigate(diffAddress(pair, { ...at, ...change }), { replace: true });
  return {
    compare: (from: Source, to: Source) => navigate(diffAddress(pair, { from, to })),
    compareDrift: () => navigate(driftAddress(pair)),
    filter: (filter: string) => move({ filter }),
    select: (key: string) => move({ at: key }),
    inspect: (key: string) => move({ at: key, inspecting: true }),
    closeDetail: () => move({ inspecting: false }),
    openPanel: (panel: DiffPlace['panel']) => navigate(diffAddress(pair, { ...at, panel: panel ?? null })),
    closePanel: () => move({ panel: null }),
  };
}

function useSides(
  pair: Pair,
  { from, to }: DiffPlace,
  comparison: { readonly from: { readonly label: string }; readonly to: { readonly label: string } } | null,
) {
  const { data: connections = [] } = useQuery(useQueries().connections.list.queryOptions());
  const sides: Sides = {
    from,
    to,
    fromLabel: sourceLabel(from, connections, comparison?.from.label),
    toLabel: sourceLabel(to, connections, comparison?.to.label),
  };
  return { sides, others: connections.filter(({ id }) => id !== pair.connectionId) };
}

/** Of a failure that does not say which side it is: the one that is not asked all the time. */
function connectionOf({ connectionId }: Pair, { from, to }: DiffPlace): string {
  const ids = [from, to].flatMap((side) => (side.kind === 'connection' ? side.connectionId : []));
  return ids.find((id) => id !== connectionId) ?? connectionId;
}

function withOther(before: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const after = new Set(before);
  if (!after.delete(key)) after.add(key);
  return after;
}
