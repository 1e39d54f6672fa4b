import { Button } from '@mantine/core';
import { DatabaseNameField } from '../../../parts/DatabaseNameField';
import { nameOf, nameOfKey } from '../parties';
import type { SignalVerb } from './inspectorState';
import styles from './PartyInspector.module.css';
import type { SignalFootProps } from './SignalFoot';

const WHAT_HAPPENS: Readonly<Record<SignalVerb, string>> = {
  cancel: 'Its statement fails, and with it the transaction that it is in.',
  terminate: 'Its connection is closed and its transaction rolled back: what it did in it is lost.',
  'rollback-prepared': 'What it did is lost, and its other half elsewhere can no longer be committed.',
};
const BUTTONS: Readonly<Record<SignalVerb, string>> = {
  cancel: 'Cancel statement of',
  terminate: 'Terminate',
  'rollback-prepared': 'Roll back',
};

/** Asks once, in place; on production for the name of the database as well. */
export function SignalQuestion({ state, place, actions }: SignalFootProps) {
  const { asking, attempt } = state.signal;
  if (!asking) return null;
  const name = state.party ? nameOf(state.party) : nameOfKey(state.key);
  const needsName = place.role === 'production';
  return (
    <form
      className={styles.question}
      aria-label="Confirm"
      onSubmit={(event) => {
        event.preventDefault();
        actions.confirm();
      }}
    >
      <p>{WHAT_HAPPENS[asking.verb]}</p>
      {needsName && (
        <DatabaseNameField database={place.database} typed={asking.typedName} onType={actions.typeName} />
      )}
      <div className={styles.choices}>
        <Button
          type="submit"
          color="red"
          autoFocus={!needsName}
          disabled={needsName && asking.typedName !== place.database}
          loading={attempt.kind === 'working'}
          className={styles.confirm ?? ''}
        >
          {BUTTONS[asking.verb]} {name}
        </Button>
        <Button variant="default" onClick={actions.keep}>
          Keep
        </Button>
      </div>
    </form>
  );
}
