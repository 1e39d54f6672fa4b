import { UnstyledButton } from '@mantine/core';
import type { LockSeen } from '../../../../electron/contract/locks';
import { formatAge, formatCount } from '../describeLocks';
import type { TableName } from '../rows/rowsState';
import styles from './PartyInspector.module.css';

interface HeldListProps {
  readonly holds: readonly LockSeen[];
  readonly holdsCount: number;
  /** PostgreSQL doesn't keep since when a lock is held: not longer than its transaction. */
  readonly sinceMs: number | null;
  readonly onOpenTable: (table: TableName) => void;
}

export function HeldList({ holds, holdsCount, sinceMs, onOpenTable }: HeldListProps) {
  const since = sinceMs === null ? '' : `, for at most ${formatAge(sinceMs)}`;
  return (
    <div className={styles.part}>
      <h3>
        Holds{' '}
        <span className={styles.quiet}>
          {holdsCount === 0
            ? 'no locks'
            : `${formatCount(holdsCount)} ${holdsCount === 1 ? 'lock' : 'locks'}${since}`}
        </span>
      </h3>
      <ul className={styles.list}>
        {holds.map(({ text, mode, target }) => (
          <li key={`${mode} ${target.kind} ${target.name} ${target.ctid}`} className={styles.held}>
            {text.replace(/^holds /, '')}
            {target.relation?.isTable && target.kind === 'relation' && (
              <UnstyledButton
                className={styles.link}
                onClick={() => target.relation && onOpenTable(target.relation)}
              >
                rows
              </UnstyledButton>
            )}
          </li>
        ))}
        {holdsCount > holds.length && (
          <li className={styles.quiet}>and {formatCount(holdsCount - holds.length)} more</li>
        )}
      </ul>
    </div>
  );
}
