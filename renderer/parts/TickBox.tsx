import { useEffect, useRef } from 'react';
import styles from './TickBox.module.css';

export type Tick = 'all' | 'some' | 'none';

interface TickBoxProps {
  readonly label: string;
  readonly tick: Tick;
  readonly isDisabled?: boolean;
  readonly onTick: () => void;
}

/** The browser’s own box: hundreds of rows have one. The grid’s Space does the same, so Tab goes past it. */
export function TickBox({ label, tick, isDisabled = false, onTick }: TickBoxProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = tick === 'some';
  }, [tick]);
  return (
    <input
      ref={box}
      type="checkbox"
      className={styles.tick}
      aria-label={`Choose ${label}`}
      tabIndex={-1}
      checked={tick === 'all'}
      disabled={isDisabled}
      onClick={(event) => event.stopPropagation()}
      onChange={onTick}
    />
  );
}
