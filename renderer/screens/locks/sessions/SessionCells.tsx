import { memo } from 'react';
import type { LockSession } from '../../../../electron/contract/locks';
import { GridCell } from '../../../parts/GridCell';
import { Tag } from '../../../parts/Tag';
import { describeDoing, describeLock, formatAge } from '../describeLocks';
import { PartyMark, toneOf } from '../PartyMark';
import { nameOfKey, type Party } from '../parties';
import styles from './SessionGrid.module.css';
import type { SessionLine } from './sessionLines';

interface SessionCellsProps {
  readonly line: SessionLine;
}

export const SessionCells = memo(function SessionCells({ line }: SessionCellsProps) {
  const { party, isRoot, isDeadlocked } = line;
  const lock = describeLock(party);
  return (
    <>
      <GridCell column="Session">
        <Indent depth={line.depth} />
        <PartyMark party={party} isRoot={isRoot} isDeadlocked={isDeadlocked} />
        <PartyName party={party} />
        {isDeadlocked && <Tag tone="red">deadlock</Tag>}
      </GridCell>
      <GridCell column="State">
        <span className={styles.state} data-tone={toneOf(party, isRoot)}>
          {describeDoing(party)}
        </span>
      </GridCell>
      <GridCell column="Lock" title={lock}>
        <span className={styles.text}>{lock || <span aria-hidden>—</span>}</span>
      </GridCell>
      <GridCell column="Transaction" isNumber>
        {ageOf(party) ?? <span aria-hidden>—</span>}
      </GridCell>
      <GridCell column="User">
        <span className={styles.text}>{userOf(party)}</span>
      </GridCell>
      <GridCell column="Client">
        <span className={styles.text}>{party.kind === 'session' && party.session.client}</span>
      </GridCell>
      <GridCell column="Query">{party.kind === 'session' && <Query session={party.session} />}</GridCell>
    </>
  );
});

const STEP_PX = 16;
const DEEPEST = 8;

function Indent({ depth }: { readonly depth: number }) {
  if (depth === 0) return null;
  return <span className={styles.indent} style={{ width: Math.min(depth, DEEPEST) * STEP_PX }} aria-hidden />;
}

function PartyName({ party }: { readonly party: Party }) {
  if (party.kind !== 'session') {
    return (
      <span className={styles.text}>
        {party.kind === 'prepared' ? party.prepared.gid : nameOfKey(party.key)}
      </span>
    );
  }
  const { pid, application, user, kind, isOurs } = party.session;
  return (
    <>
      <code>{pid}</code>
      <span className={styles.text}>{application || (kind === 'client' ? user : kindText(kind))}</span>
      {kind === 'autovacuum-to-prevent-wraparound' && (
        <Tag tone="amber" title="It is not cancelled for those who wait for it">
          wraparound
        </Tag>
      )}
      {isOurs && <Tag tone="muted">Lockstep</Tag>}
    </>
  );
}

function kindText(kind: LockSession['kind']): string {
  if (kind === 'autovacuum-to-prevent-wraparound') return 'autovacuum';
  return kind === 'unknown' ? '' : kind;
}

/** Of who is idle it is the last statement, which need not be what took the locks. */
function Query({ session: { query, queryKind, isHidden } }: { readonly session: LockSession }) {
  if (query === null) return isHidden ? <span className={styles.quiet}>hidden</span> : null;
  return (
    <>
      <span className={styles.quiet}>{queryKind}</span>
      <code className={styles.text} title={query}>
        {query}
      </code>
    </>
  );
}

function ageOf(party: Party): string | null {
  if (party.kind === 'prepared') return formatAge(party.prepared.ageMs);
  const ms = party.kind === 'session' ? party.session.transactionAgeMs : null;
  return ms === null ? null : formatAge(ms);
}

function userOf(party: Party): string | null {
  if (party.kind === 'prepared') return party.prepared.owner;
  return party.kind === 'session' ? party.session.user : null;
}
