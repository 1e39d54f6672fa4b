import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useQueries } from '../../api';
import { attemptOf } from '../../parts/attempt';
import type { Chosen } from './choice';

const SAID_MS = 1500;

/** The script of the chosen rows, into the clipboard. */
export function useCopySql(comparisonId: string | null, chosen: Chosen) {
  const [isCopied, setIsCopied] = useState(false);
  const choose = useMutation(
    useQueries().catalog.choose.mutationOptions({
      onSuccess: async ({ sql }) => {
        await navigator.clipboard.writeText(sql);
        setIsCopied(true);
        setTimeout(() => setIsCopied(false), SAID_MS);
      },
    }),
  );
  return {
    state: { ...attemptOf(choose), isCopied },
    copy: () => {
      if (comparisonId !== null) choose.mutate({ comparisonId, chosen: [...chosen] });
    },
  };
}
