import { createContext, type RefObject, useContext, useEffect, useRef } from 'react';

/** Set by a key: the next node that is selected takes the focus. */
export const FocusWanted = createContext<RefObject<boolean>>({ current: false });

/** For the button that a node is. */
export function useNodeFocus(isSelected: boolean): RefObject<HTMLButtonElement | null> {
  const ref = useRef<HTMLButtonElement>(null);
  const focusWanted = useContext(FocusWanted);
  useEffect(() => {
    if (!isSelected || !focusWanted.current) return;
    focusWanted.current = false;
    ref.current?.focus({ preventScroll: true });
  }, [isSelected, focusWanted]);
  return ref;
}
