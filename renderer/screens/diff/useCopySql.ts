import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ErrorInfo } from '../../../electron/contract/call';
import { type Api, useApi } from '../../api';
import { attemptOf } from '../../parts/attempt';
import type { Chosen } from './choice';
import type { DiffShown } from './diffState';

const SAID_MS = 1500;
const NOT_ALLOWED: ErrorInfo = {
  kind: 'bad-input',
  message: 'The SQL could not be copied: the browser does not allow it here.',
  hint: 'Allow this page to use the clipboard, then copy again.',
};

interface CopySql {
  readonly state: DiffShown['copying'];
  readonly copy: () => void;
}

/** The script of the chosen rows, into the clipboard. */
export function useCopySql(comparisonId: string | null, chosen: Chosen): CopySql {
  const api = useApi();
  const [isCopied, setIsCopied] = useState(false);
  const copying = useMutation({
    mutationFn: (id: string) => writeScript(api, id, chosen),
    onSuccess: () => {
      setIsCopied(true);
      setTimeout(() => setIsCopied(false), SAID_MS);
    },
  });
  const isRefused = copying.error instanceof DOMException;
  return {
    state: isRefused ? { kind: 'failed', error: NOT_ALLOWED } : { ...attemptOf(copying), isCopied },
    copy: () => comparisonId !== null && copying.mutate(comparisonId),
  };
}

/** Begins within the click and waits for the text afterwards: Safari allows it no other way. */
async function writeScript(api: Api, comparisonId: string, chosen: Chosen): Promise<void> {
  const choice = api.catalog.choose({ comparisonId, chosen: [...chosen] });
  const text = choice.then(({ sql }) => new Blob([sql], { type: 'text/plain' }));
  // What went wrong with the choice is told, not that nothing could be copied for it.
  await navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })]).catch(async (thrown) => {
    await choice;
    throw thrown;
  });
}
