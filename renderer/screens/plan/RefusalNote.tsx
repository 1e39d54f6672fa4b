import { Checkbox } from '@mantine/core';
import type { Refusal } from '../../../electron/contract/revisions';
import { Note } from '../../parts/Note';
import styles from './PlanView.module.css';

const DECISIONS: Readonly<Record<Refusal['kind'], string>> = {
  'out-of-order': 'Run them all the same',
  missing: 'Run the others all the same',
  changed: 'Leave what is applied as it is and go on',
  interrupted: 'I have looked at what they left behind: run them again',
  'no-down': '',
  graph: '',
  'read-only': '',
};

interface RefusalNoteProps {
  readonly refusal: Refusal;
  readonly isOverridden: boolean;
  readonly onOverride: (on: boolean) => void;
}

export function RefusalNote({ refusal, isOverridden, onOverride }: RefusalNoteProps) {
  const { kind, names, message, hint, canOverride } = refusal;
  return (
    <Note tone={canOverride ? 'amber' : 'red'}>
      <p>
        <strong>{message}</strong> {hint}
      </p>
      {kind !== 'read-only' && <RefusedNames names={names} />}
      {canOverride && (
        <Checkbox
          label={DECISIONS[kind]}
          checked={isOverridden}
          onChange={(event) => onOverride(event.currentTarget.checked)}
        />
      )}
    </Note>
  );
}

const SHOWN_NAMES = 20;

function RefusedNames({ names }: Pick<Refusal, 'names'>) {
  return (
    <ul className={styles.names}>
      {names.slice(0, SHOWN_NAMES).map((name) => (
        <li key={name}>
          <code>{name}</code>
        </li>
      ))}
      {names.length > SHOWN_NAMES && <li>and {names.length - SHOWN_NAMES} more</li>}
    </ul>
  );
}
