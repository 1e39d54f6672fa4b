import { useQueries as useManyQueries, useMutation, useQuery } from '@tanstack/react-query';
import { useReducer } from 'react';
import { useLocation } from 'wouter';
import type { Direction, Plan } from '../../../electron/contract/revisions';
import { errorInfo, useQueries } from '../../api';
import { historyAddress, type Pair, runAddress } from '../../app/addresses';
import type { SourceState } from '../../parts/RevisionText';
import { type Place, usePlace } from '../../usePlace';
import { useTrust } from '../../useTrust';
import type { PlanActions } from './PlanView';
import {
  changeChoices,
  NO_CHOICES,
  overridesOf,
  type PlanChoices,
  type PlanHandOff,
  type PlanStart,
  type PlanState,
} from './planState';
import { useHandOff } from './useHandOff';

interface PlanHook {
  readonly state: PlanState;
  readonly actions: PlanActions;
}

export function usePlan(pair: Pair, direction: Direction, target: string): PlanHook {
  const [, navigate] = useLocation();
  const queries = useQueries();
  const [choices, change] = useReducer(changeChoices, NO_CHOICES);
  const read = useQuery(
    queries.revisions.plan.queryOptions({
      input: { ...pair, direction, target },
      gcTime: 0,
      refetchOnWindowFocus: true,
    }),
  );
  const place = usePlace(pair);
  const handOff = useHandOff(pair, read.data, place.project?.name ?? 'project');
  const sources = useSources(pair.projectId, choices.expanded);
  const trust = useTrust(pair.projectId, () => read.refetch());
  const start = useMutation(
    queries.runs.start.mutationOptions({
      onSuccess: ({ runId }) => navigate(runAddress(pair, runId), { replace: true }),
    }),
  );
  const run = (plan: Plan) =>
    start.mutate({
      ...pair,
      direction,
      target,
      planId: plan.id,
      override: overridesOf(plan, choices),
      ...(plan.needsDatabaseName && { databaseName: choices.typedName }),
    });
  const begun: PlanStart = startState(trust, start);
  return {
    state: planState(direction, read, place, choices, sources, begun, handOff.state),
    actions: {
      override: (kind, on) => change({ type: 'override', kind, on }),
      typeName: (text) => change({ type: 'type-name', text }),
      expand: (name, on) => change({ type: 'expand', name, on }),
      trust: () => trust.mutate({ projectId: pair.projectId }),
      ...handOff.actions,
      run: () => read.data && run(read.data),
      retry: () => {
        start.reset();
        void read.refetch();
      },
      back: () => navigate(historyAddress(pair)),
    },
  };
}

function planState(
  direction: Direction,
  read: { readonly data: Plan | undefined; readonly error: unknown },
  place: Place,
  choices: PlanChoices,
  sources: Readonly<Record<string, SourceState>>,
  start: PlanStart,
  handOff: PlanHandOff,
): PlanState {
  if (read.error) return { kind: 'failed', direction, error: errorInfo(read.error) };
  if (!read.data) return { kind: 'loading', direction };
  return { kind: 'shown', plan: read.data, place, choices, sources, start, handOff };
}

interface Attempted {
  readonly isPending: boolean;
  readonly error: unknown;
}

function startState(trust: Attempted, start: Attempted): PlanStart {
  if (start.isPending) return { kind: 'starting' };
  if (trust.isPending) return { kind: 'trusting' };
  const error = start.error ?? trust.error;
  return error ? { kind: 'failed', error: errorInfo(error) } : { kind: 'idle' };
}

function useSources(projectId: string, names: readonly string[]): Readonly<Record<string, SourceState>> {
  const queries = useQueries();
  const results = useManyQueries({
    queries: names.map((name) => queries.revisions.source.queryOptions({ input: { projectId, name } })),
  });
  const states = results.map(({ data, error }): SourceState => {
    if (data) return { kind: 'shown', source: data };
    return error ? { kind: 'failed', error: errorInfo(error) } : { kind: 'loading' };
  });
  return Object.fromEntries(names.map((name, index) => [name, states[index] ?? { kind: 'loading' }]));
}
