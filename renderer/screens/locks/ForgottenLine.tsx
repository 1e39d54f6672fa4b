import { UnstyledButton } from '@mantine/core';
import type { LockSnapshot } from '../../../electron/contract/locks';
import { formatAge, formatCount } from './describeLocks';
import styles from './LocksView.module.css';
import { oldPrepared } from './locksState';

interface ForgottenLineProps {
  readonly snapshot: LockSnapshot;
  readonly onOpen: () => void;
}

/** What has no session and is easily forgotten: old prepared transactions, and slots that keep dead rows. */
export function ForgottenLine({ snapshot, onOpen }: ForgottenLineProps) {
  const text = describeForgotten(snapshot);
  if (!text) return null;
  return (
    <UnstyledButton className={styles.forgotten} title={text} onClick={onOpen}>
      {text}
    </UnstyledButton>
  );
}

function describeForgotten(snapshot: LockSnapshot): string | null {
  const [oldest, ...more] = oldPrepared(snapshot).toSorted((a, b) => b.ageMs - a.ageMs);
  const { slots } = snapshot;
  const parts = [
    oldest &&
      `prepared ${oldest.gid} since ${formatAge(oldest.ageMs)}${more.length > 0 ? ` and ${more.length} more` : ''}`,
    slots[0] && `slot ${slots[0].name} holds ${formatCount(slots[0].xminAge)} transactions`,
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(' · ') : null;
}
