import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { RenameAnswer } from '../../../electron/contract/catalog';
import { useQueries } from '../../api';
import type { DiffPlace, Pair } from '../../app/addresses';
import { attemptOf } from '../../parts/attempt';
import { comparisonKey } from '../../useLastComparison';

/** As many as one call takes; those left are asked again. */
const MOST_AT_ONCE = 1000;

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
    answer: (answers: readonly RenameAnswer[]) => {
      if (comparisonId === null) return;
      const { projectId } = pair;
      mutation.mutate({ projectId, comparisonId, answers: answers.slice(0, MOST_AT_ONCE) });
    },
  };
}
