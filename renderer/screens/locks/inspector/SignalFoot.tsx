import { Button, Skeleton } from '@mantine/core';
import { useId } from 'react';
import { ErrorNote } from '../../../parts/ErrorNote';
import type { Place } from '../../../usePlace';
import { describePrediction, predict } from '../describeLocks';
import type { LocksActions } from '../LocksView';
import { canBeNamed, choicesOf, freedBy, type InspectorState, type SignalVerb } from './inspectorState';
import styles from './PartyInspector.module.css';
import { SignalQuestion } from './SignalQuestion';
import { SignalReportNote } from './SignalReportNote';

export interface SignalFootProps {
  readonly state: InspectorState;
  readonly place: Place;
  readonly actions: LocksActions;
}

/** First what it would set free, then the buttons, then what came of it. */
export function SignalFoot({ state, place, actions }: SignalFootProps) {
  const { signal } = state;
  const choices = choicesOf(state, place.role === 'production');
  if (choices.length === 0 && !signal.report) return null;
  return (
    <footer className={styles.foot}>
      {signal.report && <SignalReportNote report={signal.report.report} onInspect={actions.inspect} />}
      {signal.attempt.kind === 'failed' && <ErrorNote error={signal.attempt.error} />}
      {choices.length > 0 && <PredictionLine state={state} />}
      {choices.length > 0 && signal.asking && (
        <SignalQuestion state={state} place={place} actions={actions} />
      )}
      {choices.length > 0 && !signal.asking && (
        <Choices choices={choices} isBusy={signal.attempt.kind === 'working'} onSignal={actions.signal} />
      )}
    </footer>
  );
}

const DOING: Readonly<Record<SignalVerb, string>> = {
  cancel: 'Cancelling its statement',
  terminate: 'Ending it',
  'rollback-prepared': 'Rolling it back',
};

/** Two lines, known or not: the buttons below stay where they are. */
function PredictionLine({ state: { freeing, signal, isNow, party } }: { readonly state: InspectorState }) {
  if (!isNow || !canBeNamed(party)) return null;
  if (freeing.kind === 'failed') return <ErrorNote error={freeing.error} />;
  if (freeing.kind === 'loading') {
    return (
      <div className={styles.prediction} role="status" aria-label="Finding out what it would set free">
        <Skeleton height={10} width="70%" my={5} />
        <Skeleton height={10} width="85%" my={5} />
      </div>
    );
  }
  const { means, why } = freeing.freeing;
  const verb = signal.asking?.verb ?? (means === 'none' ? null : means);
  const freed = predict(freedBy(freeing.freeing, verb));
  return (
    <div className={styles.prediction}>
      {verb && (
        <p>
          {DOING[verb]}: <strong>{describePrediction(freed)}</strong>
        </p>
      )}
      <p className={styles.quiet}>{why}</p>
    </div>
  );
}

interface ChoicesProps {
  readonly choices: ReturnType<typeof choicesOf>;
  readonly isBusy: boolean;
  readonly onSignal: (verb: SignalVerb) => void;
}

function Choices({ choices, isBusy, onSignal }: ChoicesProps) {
  const id = useId();
  // Why only one of them can’t be clicked is told above.
  const obstacles = choices.map((choice) => choice.obstacle);
  const obstacle = obstacles.every((each) => each !== null) ? obstacles[0] : null;
  return (
    <div className={styles.choices}>
      {choices.map((choice) => (
        <Button
          key={choice.verb}
          variant={choice.isEnough ? 'light' : 'default'}
          color={choice.isEnough ? 'red' : 'gray'}
          disabled={choice.obstacle !== null}
          loading={isBusy && choice.isEnough}
          title={choice.obstacle ?? undefined}
          aria-describedby={obstacle ? id : undefined}
          onClick={() => onSignal(choice.verb)}
        >
          {choice.label}
        </Button>
      ))}
      <p id={id} className={styles.obstacle}>
        {obstacle}
      </p>
    </div>
  );
}
