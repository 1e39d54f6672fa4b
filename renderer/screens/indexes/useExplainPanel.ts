import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { errorInfo, useApi, useQueries } from '../../api';
import type { Pair } from '../../app/addresses';
import type { IndexesPlace } from '../../app/adviceAddresses';
import { usePlace } from '../../usePlace';
import { useStream } from '../../useStream';
import type { Explained, ExplainPanel } from './explainState';
import { workOf } from './twinState';
import { useProof } from './useProof';
import { isLastSnapshot } from './useTwinWork';

type Asked = Pick<IndexesPlace, 'panel' | 'sql' | 'candidates'>;

/** A statement’s plans: of the candidates of the address, or of those that are found on its behalf. */
export function useExplainPanel(pair: Pair, at: Asked, hasTwin: boolean) {
  const isAsked = hasTwin && at.sql.trim() !== '';
  const [round, setRound] = useState(0);
  const suggesting = useSuggesting(pair, isAsked && at.panel === 'suggest' ? at.sql : null, round);
  const candidates = at.panel === 'suggest' ? suggesting.found : at.candidates;
  const [typed, setTyped] = useTyped(at.sql, candidates ?? []);
  const read = useQuery({
    ...useQueries().indexes.explain.queryOptions({
      input: { ...pair, sql: at.sql, candidates: [...(candidates ?? [])] },
    }),
    enabled: isAsked && (at.panel === 'explain' || at.panel === 'suggest') && candidates !== null,
    refetchOnWindowFocus: false,
    gcTime: 0,
  });
  const explained = explainedOf(read);
  const proof = useProof(pair, at.sql, explained.kind === 'shown' ? (candidates ?? []) : []);
  const state: ExplainPanel = {
    kind: 'explain',
    ...typed,
    explained,
    proof: proof.state,
    targetName: usePlace(pair).name,
    found: at.panel === 'suggest' && suggesting.found ? suggesting.found.length : null,
    suggesting: suggesting.work,
  };
  return {
    state,
    typed,
    type: setTyped,
    prove: proof.prove,
    cancelProof: proof.cancel,
    explainAgain: () => void read.refetch(),
    suggestAgain: () => setRound((before) => before + 1),
  };
}

/** What is in the fields: as the address has it, until somebody types. */
function useTyped(sql: string, candidates: readonly string[]) {
  const asked = { sql, candidates: candidates.join('\n') };
  const key = JSON.stringify(asked);
  const [own, setOwn] = useState({ key, typed: asked });
  const typed = own.key === key ? own.typed : asked;
  const change = (more: Partial<typeof asked>) => setOwn({ key, typed: { ...typed, ...more } });
  return [typed, change] as const;
}

function useSuggesting(pair: Pair, sql: string | null, round: number) {
  const api = useApi();
  const queries = useQueries();
  const client = useQueryClient();
  const stream = useStream(
    sql === null ? null : `${round} ${sql}`,
    (signal) => api.indexes.adviseStatement({ ...pair, sql: sql ?? '' }, { signal }),
    isLastSnapshot,
  );
  const advice = stream.latest?.phase === 'done' ? stream.latest.advice : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each advice; it is among the suggestions now
  useEffect(() => {
    if (advice) void client.invalidateQueries({ queryKey: queries.indexes.suggestions.key() });
  }, [advice]);
  return {
    work: workOf(sql === null ? null : 'suggest', stream),
    found: advice ? advice.suggestions.flatMap((each) => each.sql ?? []) : null,
  };
}

function explainedOf({
  data,
  error,
  isFetching,
}: {
  readonly data: Extract<Explained, { kind: 'shown' }>['explanation'] | undefined;
  readonly error: unknown;
  readonly isFetching: boolean;
}): Explained {
  if (isFetching) return { kind: 'working' };
  if (error) return { kind: 'failed', error: errorInfo(error) };
  return data ? { kind: 'shown', explanation: data } : { kind: 'nothing' };
}
