import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { RenameAnswer } from '../../../electron/contract';
import { useQueries } from '../../api';
import type { DiffPlace, Pair } from '../../app/addresses';
import { attemptOf } from '../../parts/attempt';
import { comparisonKey } from '../../useLastComparison';

/** An answer is remembered for the project, and what was read is compared once more by it. */
export function useAnswer(pair: Pair, { from, to }: DiffPlace, comparisonId: string | null) {
  const client = useQueryClient();
  const mutation = useMutation(
    useQueries().catalog.answerRenames.mutationOptions({
      onSuccess: (comparison) =>
        client.setQueryData(comparisonKey(pair, from, to), { comparison, at: new Date().toISOString() }),
    }),
  );
  return {
    state: attemptOf(mutation),
    answer: (answer: RenameAnswer) => {
      if (comparisonId !== null)
        mutation.mutate({ projectId: pair.projectId, comparisonId, answers: [answer] });
    },
  };
}
