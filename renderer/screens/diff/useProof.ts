import { useState } from 'react';
import { useApi } from '../../api';
import { useStream } from '../../useStream';
import type { Chosen } from './choice';

/** Proves the chosen rows while the panel is open; leaving ends it. */
export function useProof(comparisonId: string | null, chosen: Chosen) {
  const api = useApi();
  const [round, setRound] = useState(0);
  const { latest, error } = useStream(
    comparisonId && `proof ${comparisonId} ${round}`,
    (signal) => api.catalog.prove({ comparisonId: comparisonId ?? '-', chosen: [...chosen] }, { signal }),
    ({ verdict }) => verdict !== 'running',
  );
  return { state: { proof: latest, error }, again: () => setRound((before) => before + 1) };
}
