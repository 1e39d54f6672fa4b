import { UnstyledButton } from '@mantine/core';
import type { LockSnapshot } from '../../../electron/contract/locks';
import { headlineOf } from './describeLocks';
import styles from './LocksView.module.css';

interface HeadlineProps {
  readonly snapshot: LockSnapshot;
  readonly isStale: boolean;
  readonly onInspect: (key: string) => void;
}

/** How bad it is, and who is the cause. */
export function Headline({ snapshot, isStale, onInspect }: HeadlineProps) {
  const { waiting, longest, root, moreRoots } = headlineOf(snapshot);
  return (
    <p className={styles.headline} data-stale={isStale || undefined}>
      <strong data-tone={snapshot.waitingCount > 0 ? 'amber' : 'green'}>{waiting}</strong>
      {longest && <span> · {longest}</span>}
      {root && (
        <>
          <span> · {root.word}: </span>
          <UnstyledButton className={styles.root} title={root.text} onClick={() => onInspect(root.key)}>
            {root.text}
          </UnstyledButton>
        </>
      )}
      {moreRoots > 0 && <span> and {moreRoots} more</span>}
    </p>
  );
}
