import { useSyncExternalStore } from 'react';

/** Whether somebody can see the page: what is read for it again and again need not be, otherwise. */
export function useIsInSight(): boolean {
  return useSyncExternalStore(subscribe, () => document.visibilityState === 'visible');
}

function subscribe(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener);
  return () => document.removeEventListener('visibilitychange', listener);
}
