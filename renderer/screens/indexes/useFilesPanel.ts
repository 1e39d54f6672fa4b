import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { FileChangePlan } from '../../../electron/contract/revisions';
import { errorInfo, useQueries } from '../../api';
import { historyAddress, type Pair } from '../../app/addresses';
import { attemptOf } from '../../parts/attempt';
import { previewOf } from '../../parts/preview';
import { resultName } from '../../parts/resultName';
import { EMPTY_FORM, type FilesForm, type FilesPanel, findMissing } from './filesState';

const ASK_AFTER_MS = 250;
const NO_HEADS: readonly string[] = [];

/** Revisions of the chosen suggestions: their files first, then writing them. */
export function useFilesPanel(pair: Pair, isOpen: boolean, ids: readonly string[]) {
  const queries = useQueries();
  const [form, setForm] = useState(EMPTY_FORM);
  const { data: history } = useQuery(
    queries.revisions.history.queryOptions({ input: pair, enabled: isOpen }),
  );
  const heads = history?.heads ?? NO_HEADS;
  const key = JSON.stringify([form, ids]);
  const [settled] = useDebouncedValue(key, ASK_AFTER_MS);
  const isComplete = findMissing(form, ids.length, heads) === null && history !== undefined;
  const input = { ...pair, ids: [...ids], ...toInput(form, heads) };
  const read = useQuery({
    ...queries.indexes.planRevisions.queryOptions({ input }),
    enabled: isOpen && isComplete && key === settled,
    placeholderData: (before: FileChangePlan | undefined) => before,
    gcTime: 0,
  });
  const writing = useWrite(pair);
  const state: FilesPanel = {
    kind: 'revision',
    chosenCount: ids.length,
    form,
    heads,
    preview: previewOf({
      isComplete,
      plan: read.data ?? null,
      error: read.error && errorInfo(read.error),
      isOld: key !== settled || read.isPlaceholderData,
    }),
    writing: attemptOf(writing),
  };
  return {
    state,
    actions: {
      changeForm: (change: Partial<FilesForm>) => {
        setForm((before) => ({ ...before, ...change }));
        writing.reset();
      },
      write: () => {
        if (read.data) writing.mutate({ ...input, planId: read.data.id });
      },
      lookAgain: () => {
        writing.reset();
        void read.refetch();
      },
    },
  };
}

function toInput({ message, format, parent, separately }: FilesForm, heads: readonly string[]) {
  return {
    message: message.trim(),
    separately,
    ...(format && { format }),
    ...(heads.length > 1 && { parents: [parent] }),
  };
}

/** Then to the history, where the new revision is. */
function useWrite(pair: Pair) {
  const [, navigate] = useLocation();
  const queries = useQueries();
  const client = useQueryClient();
  return useMutation(
    queries.indexes.writeRevisions.mutationOptions({
      mutationKey: ['write revisions', pair.projectId],
      onSuccess: async (files) => {
        await client.invalidateQueries({ queryKey: queries.revisions.key() });
        const name = resultName(files);
        navigate(historyAddress(pair, { at: name, inspecting: name !== null }), { replace: true });
      },
    }),
  );
}
