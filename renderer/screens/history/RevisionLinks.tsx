import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import styles from './HistoryView.module.css';

interface RevisionLinksProps {
  readonly names: readonly string[];
  readonly onInspect: (name: string) => void;
}

/** So many are shown at once; the rest when asked for. */
const SHOWN = 4;

/** Names of revisions that select what they name. */
export function RevisionLinks({ names, onInspect }: RevisionLinksProps) {
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? names : names.slice(0, SHOWN);
  return (
    <span className={styles.links}>
      {shown.map((name) => (
        <UnstyledButton key={name} className={styles.link} onClick={() => onInspect(name)}>
          <code>{name}</code>
        </UnstyledButton>
      ))}
      {shown.length < names.length && (
        <UnstyledButton className={styles.link} onClick={() => setIsWhole(true)}>
          and {names.length - shown.length} more
        </UnstyledButton>
      )}
    </span>
  );
}
