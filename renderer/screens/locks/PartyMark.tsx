import {
  IconAlertTriangle,
  IconCircleDashed,
  IconFileCertificate,
  IconHourglass,
  IconLock,
  type TablerIcon,
} from '@tabler/icons-react';
import styles from './PartyMark.module.css';
import type { Party } from './parties';

export type PartyTone = 'red' | 'amber' | 'muted';

/** Blocks others, waits, or neither. */
export function toneOf(party: Party, isRoot: boolean): PartyTone {
  if (isRoot) return 'red';
  return party.kind === 'session' && party.session.waitedMs !== null ? 'amber' : 'muted';
}

const MEANINGS: Readonly<Record<PartyTone, string>> = {
  red: 'Others wait for it, and it waits for nobody',
  amber: 'Waits for a lock',
  muted: 'Has a transaction open',
};

const PREPARED = 'A prepared transaction: it has no session';
const DEADLOCK = 'A deadlock in the making: each waits for the other';

interface PartyMarkProps {
  readonly party: Party;
  readonly isRoot: boolean;
  readonly isDeadlocked: boolean;
}

/** The shape says it as well as the colour. */
export function PartyMark({ party, isRoot, isDeadlocked }: PartyMarkProps) {
  const tone = toneOf(party, isRoot);
  const Icon = isDeadlocked ? IconAlertTriangle : iconOf(party, tone);
  const meaning = isDeadlocked ? DEADLOCK : party.kind === 'prepared' ? PREPARED : MEANINGS[tone];
  return (
    <span className={styles.mark} data-tone={tone} title={meaning}>
      <Icon size={14} stroke={2} aria-hidden />
    </span>
  );
}

function iconOf(party: Party, tone: PartyTone): TablerIcon {
  if (party.kind === 'prepared') return IconFileCertificate;
  if (tone === 'red') return IconLock;
  return tone === 'amber' ? IconHourglass : IconCircleDashed;
}
