import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { RevisionsPlan } from '../../../electron/contract/catalog';
import { errorInfo, useQueries } from '../../api';
import { type DiffPanel, historyAddress, type Pair } from '../../app/addresses';
import { attemptOf } from '../../parts/attempt';
import { previewOf } from '../../parts/preview';
import { resultName } from '../../parts/resultName';
import type { Chosen } from './choice';
import type { DiffActions } from './DiffView';
import { EMPTY_FORM, findMissing, type Generation, type GenerationForm, type PanelState } from './panelState';
import { useProof } from './useProof';

type PanelActions = Pick<DiffActions, 'changeForm' | 'write' | 'lookAgain' | 'proveAgain'>;

interface PanelHook {
  readonly state: PanelState | null;
  readonly actions: PanelActions;
}

export function usePanel(
  pair: Pair,
  panel: DiffPanel | null,
  comparisonId: string | null,
  chosen: Chosen,
): PanelHook {
  const kind = panel === 'proof' ? null : panel;
  const generation = useGeneration(pair, kind, comparisonId, chosen);
  const proof = useProof(panel === 'proof' ? comparisonId : null, chosen);
  const chosenCount = chosen.size;
  const { state } = generation;
  return {
    state:
      panel === 'proof'
        ? { kind: 'proof', chosenCount, ...proof.state }
        : kind && { kind, chosenCount, ...state },
    actions: { ...generation.actions, proveAgain: proof.again },
  };
}

const ASK_AFTER_MS = 250;
const NO_HEADS: readonly string[] = [];

function useGeneration(pair: Pair, kind: Generation | null, comparisonId: string | null, chosen: Chosen) {
  const queries = useQueries();
  const [form, setForm] = useState(EMPTY_FORM);
  const { data: history } = useQuery(
    queries.revisions.history.queryOptions({ input: pair, enabled: kind !== null }),
  );
  const heads = history?.heads ?? NO_HEADS;
  const asked = { message: form.message, format: form.format, parent: form.parent };
  const key = JSON.stringify(asked);
  const [settled] = useDebouncedValue(key, ASK_AFTER_MS);
  const isComplete = findMissing(form, chosen.size, heads) === null && history !== undefined;
  const input = {
    ...pair,
    comparisonId: comparisonId ?? '-',
    chosen: [...chosen],
    as: kind ?? 'revision',
    ...toInput(form, heads),
  };
  const read = useQuery({
    ...queries.catalog.planRevisions.queryOptions({ input }),
    enabled: kind !== null && comparisonId !== null && isComplete && key === settled,
    placeholderData: (before: RevisionsPlan | undefined) => before,
    gcTime: 0,
  });
  const write = useWrite(pair);
  return {
    state: {
      form,
      heads,
      preview: previewOf({
        isComplete,
        plan: read.data ?? null,
        error: read.error && errorInfo(read.error),
        isOld: key !== settled || read.isPlaceholderData,
      }),
      writing: attemptOf(write),
    },
    actions: {
      changeForm: (change: Partial<GenerationForm>) => {
        setForm((before) => ({ ...before, ...change }));
        write.reset();
      },
      write: () => {
        if (read.data?.files) write.mutate({ ...input, ...writing(read.data, form) });
      },
      lookAgain: () => {
        write.reset();
        void read.refetch();
      },
    },
  };
}

function toInput({ message, format, parent }: GenerationForm, heads: readonly string[]) {
  return {
    message: message.trim(),
    ...(format && { format }),
    ...(heads.length > 1 && { parents: [parent] }),
  };
}

function writing({ files, stamps }: RevisionsPlan, { typedName }: GenerationForm) {
  return { planId: files?.id ?? '', ...(stamps?.needsDatabaseName && { databaseName: typedName }) };
}

/** Then to the history, where the new revision is. */
function useWrite(pair: Pair) {
  const [, navigate] = useLocation();
  const queries = useQueries();
  const client = useQueryClient();
  return useMutation(
    queries.catalog.writeRevisions.mutationOptions({
      mutationKey: ['write revisions', pair.projectId],
      onSuccess: async ({ files }) => {
        await client.invalidateQueries({ queryKey: queries.revisions.key() });
        const name = files && resultName(files);
        navigate(historyAddress(pair, { at: name, inspecting: name !== null }), { replace: true });
      },
    }),
  );
}
