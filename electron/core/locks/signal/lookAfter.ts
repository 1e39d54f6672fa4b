/** What became of a session that was signalled, looked at until it is known or too long ago. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Session } from '../../connection/session';
import type { SignalReport } from './signalReport';
import { type AfterRow, fetchAfter, type SentRow, type Signal, type Victim } from './signals.sql';

export const LOOK_EVERY_MS = 50;
const LOOK_FOR_MS = 2000;

type Looked = readonly [SignalReport['outcome'], string];

export async function lookAfter(
  session: Session,
  signal: Signal,
  victim: Victim,
  sent: SentRow,
): Promise<Looked> {
  const until = performance.now() + LOOK_FOR_MS;
  for (;;) {
    const after = await fetchAfter(session, victim);
    if (!after) return ['gone', 'The session has ended.'];
    if (signal === 'cancel' && hasEnded(sent, after))
      return ['cancelled', 'The statement was cancelled; the session is there.'];
    if (performance.now() > until || (signal === 'cancel' && !isRunning(sent)))
      return describeStill(signal, sent);
    await sleep(LOOK_EVERY_MS);
  }
}

function hasEnded(sent: SentRow, after: AfterRow): boolean {
  return isRunning(sent) && (after.state !== sent.state || after.query_start !== sent.query_start);
}

function isRunning({ state }: SentRow): boolean {
  return state === 'active' || state === 'fastpath function call';
}

function describeStill(signal: Signal, { state }: SentRow): Looked {
  if (signal === 'cancel' && state?.startsWith('idle'))
    return ['still-there', `It is ${state}: there was no statement to cancel. Terminate ends it.`];
  if (signal === 'cancel')
    return [
      'still-there',
      'It was told to cancel and has not done so yet. Terminate ends it, unless it waits for the system.',
    ];
  return [
    'still-there',
    'It was told to end and has not done so yet: it is busy with what can’t be interrupted.',
  ];
}
