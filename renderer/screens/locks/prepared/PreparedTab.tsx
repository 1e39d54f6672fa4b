import { UnstyledButton } from '@mantine/core';
import type { LockSnapshot, PreparedTransaction } from '../../../../electron/contract/locks';
import { EmptyNote } from '../../../parts/EmptyNote';
import { ScrollRegion } from '../../../parts/ScrollRegion';
import { Tag } from '../../../parts/Tag';
import { describeLock, formatAge, formatCount } from '../describeLocks';
import type { LocksActions } from '../LocksView';
import { keyOf } from '../parties';
import styles from './PreparedTab.module.css';

interface PreparedTabProps {
  readonly snapshot: LockSnapshot;
  readonly actions: Pick<LocksActions, 'inspect'>;
}

/** What has no session and all the same holds locks, or keeps dead rows from being cleaned up. */
export function PreparedTab({ snapshot: { prepared, slots }, actions }: PreparedTabProps) {
  if (prepared.length + slots.length === 0) {
    return (
      <EmptyNote title="Nothing is prepared">
        There is no prepared transaction on this server, and no replication slot that keeps dead rows.
      </EmptyNote>
    );
  }
  return (
    <ScrollRegion label="Prepared transactions and slots" className={styles.region}>
      {prepared.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th>Prepared transaction</th>
              <th data-number>Age</th>
              <th>Owner</th>
              <th>Database</th>
              <th>Holds</th>
            </tr>
          </thead>
          <tbody>
            {prepared.map((each) => (
              <PreparedRow key={each.gid} prepared={each} onInspect={actions.inspect} />
            ))}
          </tbody>
        </table>
      )}
      {slots.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th>Replication slot</th>
              <th data-number>Transactions held</th>
              <th>State</th>
            </tr>
          </thead>
          <tbody>
            {slots.map(({ name, isActive, xminAge }) => (
              <tr key={name}>
                <td>
                  <code>{name}</code>
                </td>
                <td data-number>{formatCount(xminAge)}</td>
                <td>
                  {isActive ? 'active' : <Tag tone="amber">nobody reads it</Tag>} Dead rows since its oldest
                  transaction can’t be cleaned up
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </ScrollRegion>
  );
}

interface PreparedRowProps {
  readonly prepared: PreparedTransaction;
  readonly onInspect: (key: string) => void;
}

function PreparedRow({ prepared, onInspect }: PreparedRowProps) {
  const key = keyOf({ pid: 0, gid: prepared.gid });
  return (
    <tr>
      <td>
        <UnstyledButton className={styles.gid} onClick={() => onInspect(key)}>
          <code>{prepared.gid}</code>
        </UnstyledButton>
      </td>
      <td data-number>{formatAge(prepared.ageMs)}</td>
      <td>{prepared.owner}</td>
      <td>{prepared.database}</td>
      <td>{describeLock({ kind: 'prepared', key, prepared })}</td>
    </tr>
  );
}
