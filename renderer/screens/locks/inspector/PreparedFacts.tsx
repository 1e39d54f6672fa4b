import type { LockSnapshot, PreparedTransaction } from '../../../../electron/contract/locks';
import { formatExactTime } from '../../../parts/formatTime';
import { formatAge } from '../describeLocks';
import type { LocksActions } from '../LocksView';
import { keyOf } from '../parties';
import { FactList } from './FactList';
import { HeldList } from './HeldList';
import { NeighbourList } from './NeighbourList';
import styles from './PartyInspector.module.css';
import { StatementText } from './StatementText';

interface PreparedFactsProps {
  readonly prepared: PreparedTransaction;
  readonly snapshot: LockSnapshot;
  readonly actions: LocksActions;
}

export function PreparedFacts({ prepared, snapshot, actions }: PreparedFactsProps) {
  const { gid, owner, database, preparedAt, ageMs, rollbackSql } = prepared;
  return (
    <>
      <FactList
        facts={[
          ['Owner', `${owner} in ${database}`],
          ['Prepared', `${formatAge(ageMs)} ago, ${formatExactTime(preparedAt)}`],
        ]}
      />
      <NeighbourList
        title="Wait for it"
        of={keyOf({ pid: 0, gid })}
        end="blocked"
        snapshot={snapshot}
        onInspect={actions.inspect}
      />
      <HeldList
        holds={prepared.holds}
        holdsCount={prepared.holdsCount}
        sinceMs={ageMs}
        onOpenTable={actions.rows.choose}
      />
      <div className={styles.part}>
        <h3>It has no session: this ends it</h3>
        <StatementText text={rollbackSql} />
        <p className={styles.quiet}>
          or COMMIT PREPARED, which keeps what it did. Whoever prepared it may still mean to.
        </p>
      </div>
    </>
  );
}
