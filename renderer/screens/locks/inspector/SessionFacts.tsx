import { Button, Progress } from '@mantine/core';
import { useId } from 'react';
import type {
  AwaitedRow,
  IndexProgress,
  LockSession,
  LockSnapshot,
} from '../../../../electron/contract/locks';
import { formatClockTime } from '../../../parts/formatTime';
import { describeState, formatAge } from '../describeLocks';
import type { LocksActions } from '../LocksView';
import { AwaitedRowLine } from './AwaitedRowLine';
import { findExplainObstacle, hasPlan } from './explainable';
import { FactList } from './FactList';
import { HeldList } from './HeldList';
import { NeighbourList } from './NeighbourList';
import styles from './PartyInspector.module.css';
import { StatementText } from './StatementText';

interface SessionFactsProps {
  readonly session: LockSession;
  readonly awaitedRow: AwaitedRow | null;
  readonly snapshot: LockSnapshot;
  readonly hasProject: boolean;
  readonly actions: LocksActions;
}

const KINDS: Readonly<Record<LockSession['kind'], string | null>> = {
  client: null,
  autovacuum: 'autovacuum: PostgreSQL cancels it for those who wait for it',
  'autovacuum-to-prevent-wraparound': 'autovacuum to prevent wraparound: it isn’t cancelled for others',
  walsender: 'sends WAL to a standby or subscriber',
  background: 'a background process of PostgreSQL',
  unknown: 'not told without pg_monitor',
};

export function SessionFacts({ session, awaitedRow, snapshot, hasProject, actions }: SessionFactsProps) {
  const { pid, user, client, database, transactionAgeMs, waitEvent, kind, workerPids, awaits } = session;
  const key = String(pid);
  return (
    <>
      <FactList
        facts={[
          ['User', [user, database && `in ${database}`].filter(Boolean).join(' ')],
          ['Client', client],
          ['Kind', KINDS[kind]],
          ['State', describeState(session)],
          ['Transaction', transactionAgeMs !== null && ageSince(transactionAgeMs, snapshot.takenAt)],
          ['Waits in', waitEvent],
          [
            'Workers',
            workerPids.length > 0 && `${workerPids.join(', ')} (parallel, counted as this session)`,
          ],
        ]}
      />
      {awaits && (
        <div className={styles.part}>
          <h3>Waits</h3>
          <p>{awaits.text}</p>
          {awaitedRow && <AwaitedRowLine awaited={awaitedRow} onOpenTable={actions.rows.choose} />}
        </div>
      )}
      {session.progress && <ProgressLine progress={session.progress} />}
      <NeighbourList
        title="Waits for"
        of={key}
        end="blocker"
        snapshot={snapshot}
        onInspect={actions.inspect}
      />
      <NeighbourList
        title="Wait for it"
        of={key}
        end="blocked"
        snapshot={snapshot}
        onInspect={actions.inspect}
      />
      <HeldList
        holds={session.holds}
        holdsCount={session.holdsCount}
        sinceMs={transactionAgeMs}
        onOpenTable={actions.rows.choose}
      />
      <Statement session={session} snapshot={snapshot} hasProject={hasProject} actions={actions} />
    </>
  );
}

function ageSince(ageMs: number, takenAt: string): string {
  const began = new Date(Date.parse(takenAt) - ageMs).toISOString();
  return `${formatAge(ageMs)}, since ${formatClockTime(began)}`;
}

function ProgressLine({ progress }: { readonly progress: IndexProgress }) {
  const { command, phase, lockersDone, lockersTotal, currentLockerPid } = progress;
  return (
    <div className={styles.part}>
      <h3>{command}</h3>
      <p>
        {phase}
        {lockersTotal > 0 && `: ${lockersDone} of ${lockersTotal} transactions have ended`}
        {currentLockerPid !== null && `, waits for pid ${currentLockerPid}`}
      </p>
      {lockersTotal > 0 && (
        <Progress value={(100 * lockersDone) / lockersTotal} size="sm" aria-label={`${command}: ${phase}`} />
      )}
    </div>
  );
}

type StatementProps = Pick<SessionFactsProps, 'session' | 'snapshot' | 'hasProject' | 'actions'>;

function Statement({ session, snapshot, hasProject, actions }: StatementProps) {
  const id = useId();
  const { query, queryKind, isHidden } = session;
  const explainable = query !== null && hasPlan(query);
  const obstacle = explainable ? findExplainObstacle(session, snapshot.database, hasProject) : null;
  return (
    <div className={styles.part}>
      <div className={styles.partHead}>
        <h3>{queryKind === 'running' ? 'Running statement' : 'Last statement, maybe not the locking one'}</h3>
        {explainable && (
          <Button
            variant="default"
            disabled={obstacle !== null}
            title={obstacle ?? 'Its plan, and an index for it, in the Indexes room'}
            aria-describedby={obstacle ? id : undefined}
            onClick={() => actions.explain(query)}
          >
            Explain…
          </Button>
        )}
      </div>
      {query === null ? (
        <p className={styles.quiet}>{isHidden ? 'Hidden: see above for the GRANT.' : 'None yet.'}</p>
      ) : (
        <StatementText text={query} />
      )}
      {obstacle && (
        <p id={id} className={styles.quiet}>
          {obstacle}
        </p>
      )}
    </div>
  );
}
