import { UnstyledButton } from '@mantine/core';
import type { LockSnapshot } from '../../../electron/contract';
import { formatAge, formatCount } from './describeLocks';
import styles from './LocksView.module.css';
import { oldPrepared } from './locksState';

interface SettingsStripProps {
  readonly snapshot: LockSnapshot;
  readonly onOpenPrepared: () => void;
}

/** What decides how long somebody waits here, and what waits for nobody and blocks all the same. */
export function SettingsStrip({ snapshot, onOpenPrepared }: SettingsStripProps) {
  const forgotten = describeForgotten(snapshot);
  return (
    <footer className={styles.settings}>
      {forgotten && (
        <UnstyledButton className={styles.forgotten} onClick={onOpenPrepared}>
          {forgotten}
        </UnstyledButton>
      )}
      <dl className={styles.settingList}>
        {snapshot.settings.map(({ name, value, meaning }) => (
          <div key={name} title={meaning}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </footer>
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
