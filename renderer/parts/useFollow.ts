import type { Virtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';

/**
 * When the selected row is brought into sight. `choice`: when another one is selected, and not when a refresh moves it,
 * as who scrolled away wants to be there. `place`: also when it moves. `height`: also when the detail opens below.
 */
export type Follow = 'choice' | 'place' | 'height';

export function useFollow(
  follow: Follow,
  at: string | null,
  index: number,
  virtualizer: Virtualizer<HTMLDivElement, Element>,
): void {
  const followed = useRef<string | null>(null);
  const heightPx = follow === 'height' ? virtualizer.scrollRect?.height : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height hides what is selected
  useEffect(() => {
    if (index < 0 || (follow === 'choice' && followed.current === at)) return;
    followed.current = at;
    virtualizer.scrollToIndex(index, { align: 'auto' });
  }, [follow, at, index, heightPx, virtualizer]);
}
