import { UnstyledButton } from '@mantine/core';
import type { LockEdge, LockSnapshot } from '../../../../electron/contract/locks';
import { describeDoing } from '../describeLocks';
import { keyOf, nameOf, partiesOf } from '../parties';
import styles from './PartyInspector.module.css';

interface NeighbourListProps {
  readonly title: string;
  readonly of: string;
  /** Which end of an edge is listed. */
  readonly end: 'blocker' | 'blocked';
  readonly snapshot: LockSnapshot;
  readonly onInspect: (key: string) => void;
}

const LISTED = 12;

/** Those at the other end of its edges, each with what kind of block it is. */
export function NeighbourList({ title, of, end, snapshot, onInspect }: NeighbourListProps) {
  const other = end === 'blocker' ? 'blocked' : 'blocker';
  const edges = snapshot.edges.filter((edge) => !edge.isImplied && endOf(edge, other) === of);
  if (edges.length === 0) return null;
  const parties = partiesOf(snapshot);
  return (
    <div className={styles.part}>
      <h3>{title}</h3>
      <ul className={styles.list}>
        {edges.slice(0, LISTED).map((edge) => {
          const key = endOf(edge, end);
          const party = parties.get(key) ?? ({ kind: 'absent', key } as const);
          return (
            <li key={key} className={styles.neighbour}>
              <UnstyledButton className={styles.link} onClick={() => onInspect(key)}>
                {nameOf(party)}
              </UnstyledButton>
              <span className={styles.quiet}>
                {[edge.kind, describeDoing(party)].filter(Boolean).join(', ')}
              </span>
            </li>
          );
        })}
        {edges.length > LISTED && <li className={styles.quiet}>and {edges.length - LISTED} more</li>}
      </ul>
    </div>
  );
}

function endOf({ blocked, blocker, gid }: LockEdge, end: 'blocker' | 'blocked'): string {
  return end === 'blocked' ? String(blocked) : keyOf({ pid: blocker, gid });
}
