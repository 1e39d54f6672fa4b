import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { AuthoringInput, FileChangePlan } from '../../../electron/contract/revisions';
import { errorInfo, useQueries } from '../../api';
import { type AuthoringKind, historyAddress, type Pair } from '../../app/addresses';
import { attemptOf } from '../../parts/attempt';
import { type Preview, previewOf } from '../../parts/preview';
import { resultName } from '../../parts/resultName';
import type { AuthoringActions } from './AuthoringView';
import { type AuthoringState, type FormChange, likelyForm, toAuthoring } from './authoringState';

interface AuthoringHook {
  readonly state: AuthoringState;
  readonly actions: AuthoringActions;
}

const NO_HISTORY = { heads: [], revisions: [] };

export function useAuthoring(pair: Pair, kind: AuthoringKind): AuthoringHook {
  const [, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch()).getAll('head');
  const { data: history = NO_HISTORY } = useQuery(
    useQueries().revisions.history.queryOptions({ input: pair }),
  );
  const [written, setWritten] = useState<FormChange>({});
  const form = { ...likelyForm(kind, history, asked), ...written };
  const authoring = toAuthoring(kind, form, history.heads);
  const { preview, lookAgain } = usePreview(pair, authoring);
  const write = useWrite(pair, (name) =>
    navigate(historyAddress(pair, { at: name, inspecting: name !== null }), { replace: true }),
  );
  return {
    state: {
      kind,
      form,
      heads: history.heads,
      names: history.revisions.map(({ name }) => name),
      preview,
      writing: attemptOf(write),
    },
    actions: {
      change: (change) => {
        setWritten((before) => ({ ...before, ...change }));
        write.reset();
      },
      write: () => {
        if (authoring && preview.kind === 'shown')
          write.mutate({ ...pair, authoring, planId: preview.plan.id });
      },
      lookAgain: () => {
        write.reset();
        lookAgain();
      },
      back: () => navigate(historyAddress(pair)),
    },
  };
}

const ASK_AFTER_MS = 250;
const UNASKED: AuthoringInput = { kind: 'merge' };

/** What it would do to the files, asked of core once the typing pauses; until then what was. */
function usePreview(pair: Pair, authoring: AuthoringInput | null) {
  const queries = useQueries();
  const key = JSON.stringify(authoring);
  const [settled] = useDebouncedValue(key, ASK_AFTER_MS);
  const asked: AuthoringInput | null = JSON.parse(settled);
  const read = useQuery({
    ...queries.revisions.planFiles.queryOptions({ input: { ...pair, authoring: asked ?? UNASKED } }),
    enabled: asked !== null,
    placeholderData: (before: FileChangePlan | undefined) => before,
    gcTime: 0,
  });
  const preview: Preview<FileChangePlan> = previewOf({
    isComplete: authoring !== null,
    plan: read.data ?? null,
    error: read.error && errorInfo(read.error),
    isOld: key !== settled || read.isPlaceholderData,
  });
  return { preview, lookAgain: () => void read.refetch() };
}

function useWrite(pair: Pair, onWritten: (name: string | null) => void) {
  const queries = useQueries();
  const client = useQueryClient();
  return useMutation(
    queries.revisions.writeFiles.mutationOptions({
      mutationKey: ['write files', pair.projectId],
      onSuccess: async (plan) => {
        await client.invalidateQueries({ queryKey: queries.revisions.key() });
        onWritten(resultName(plan));
      },
    }),
  );
}
