import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconCircle,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleHalf2,
  IconCircleX,
  IconFileOff,
  IconFilePencil,
  IconHourglass,
  IconMinus,
  type TablerIcon,
} from '@tabler/icons-react';
import type { Direction, RevisionState } from '../../electron/contract/revisions';
import type { StepStatus } from '../../electron/contract/runs';
import styles from './StateMark.module.css';

type Tone = 'blue' | 'amber' | 'red' | 'green' | 'muted';

interface Mark {
  readonly word: string;
  readonly tone: Tone;
  readonly icon: TablerIcon;
  readonly meaning: string;
}

const MARKS: Readonly<Record<RevisionState | StepStatus, Mark>> = {
  applied: {
    word: 'applied',
    tone: 'green',
    icon: IconCircleCheckFilled,
    meaning: 'It ran, and the ledger says so.',
  },
  pending: { word: 'pending', tone: 'muted', icon: IconCircleDashed, meaning: 'Not applied yet.' },
  running: { word: 'running', tone: 'blue', icon: IconCircleHalf2, meaning: 'It runs at this moment.' },
  failed: {
    word: 'failed',
    tone: 'red',
    icon: IconCircleX,
    meaning: 'Its last run failed; it is pending again.',
  },
  'rolled-back': {
    word: 'rolled back',
    tone: 'amber',
    icon: IconArrowBackUp,
    meaning: 'Its last run was cancelled or cut off and rolled back; it is pending again.',
  },
  interrupted: {
    word: 'interrupted',
    tone: 'red',
    icon: IconAlertTriangle,
    meaning: 'It ran without a transaction and was cut off: what it did in part is still there.',
  },
  missing: { word: 'missing', tone: 'amber', icon: IconFileOff, meaning: 'Applied, but the file is gone.' },
  changed: {
    word: 'changed',
    tone: 'amber',
    icon: IconFilePencil,
    meaning: 'Applied, and the file has other content since.',
  },
  waiting: { word: 'waiting', tone: 'muted', icon: IconCircle, meaning: 'Its turn comes later.' },
  retrying: {
    word: 'retrying',
    tone: 'amber',
    icon: IconHourglass,
    meaning: 'A lock was not to be had in time; rolled back, and tried again after a pause.',
  },
  'not-reached': { word: 'not reached', tone: 'muted', icon: IconMinus, meaning: 'The run ended before it.' },
};

export function StateMark({ state }: { readonly state: RevisionState }) {
  return <MarkView {...MARKS[state]} />;
}

/** Where the word has no place: the shape says it too. */
export function StateIcon({ state }: { readonly state: RevisionState }) {
  const { icon: Icon, tone, meaning } = MARKS[state];
  return (
    <span className={styles.mark} data-tone={tone} title={meaning}>
      <Icon size={16} stroke={2} aria-hidden className={styles.icon} />
    </span>
  );
}

interface StepMarkProps {
  readonly status: StepStatus;
  readonly direction: Direction;
}

/** A step of a run: going down, a step that is done is undone. */
export function StepMark({ status, direction }: StepMarkProps) {
  const mark = MARKS[status];
  if (status !== 'applied' || direction === 'up') return <MarkView {...mark} />;
  return <MarkView {...mark} word="undone" meaning="Its down ran, and the ledger has it no more." />;
}

function MarkView({ word, tone, icon: Icon, meaning }: Mark) {
  return (
    <span className={styles.mark} data-tone={tone} title={meaning}>
      <Icon size={14} stroke={2} aria-hidden className={styles.icon} />
      {word}
    </span>
  );
}
