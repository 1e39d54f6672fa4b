/**
 * Cancels a statement, ends a session, rolls back a prepared transaction: asked for by name on production, logged
 * before it is sent, and looked at a moment later. Start at `runSignal`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenConnection } from '../../connection/connections';
import { refuseUnconfirmed, refuseUntyped } from '../../connection/refuseUnconfirmed';
import type { Session } from '../../connection/session';
import { CoreError, toErrorInfo } from '../../errors';
import { userAtHost } from '../../home/userAtHost';
import { quoteIdent, quoteLiteral } from '../../sql/quote';
import type { LockParty } from '../freeing';
import type { SignalEntry, WriteSignal } from './signalLog';
import type { SignalReport } from './signalReport';
import {
  type AfterRow,
  fetchAfter,
  fetchWaiting,
  type SentRow,
  type Signal,
  sendSignal,
  type Victim,
} from './signals.sql';

export interface SignalRequest {
  readonly connection: Pick<OpenConnection, 'facts' | 'profile'>;
  /** The interrupt session. */
  readonly session: Session;
  readonly databaseName: string | undefined;
  /** Pids that wait for it, at first or second hand. */
  readonly victims: readonly number[];
  readonly write: WriteSignal;
}

const LOOK_EVERY_MS = 50;
const LOOK_FOR_MS = 2000;

export function runSignal(request: SignalRequest, signal: Signal, victim: Victim): Promise<SignalReport> {
  return logged(request, signal, victim, async () => {
    const { session } = request;
    const before = await fetchAfter(session, victim);
    const sent = await sendSignal(session, signal, victim).catch((thrown) => {
      if (isNotPermitted(thrown)) return 'not-permitted' as const;
      throw thrown;
    });
    if (sent === null) return report(request, 'was-gone', 'It was gone already: nobody was signalled.', null);
    if (sent === 'not-permitted') return reportRefusal(request, before);
    const [outcome, message] = await lookAfter(session, signal, victim, sent);
    return { ...(await report(request, outcome, message, null)), at: sent.at };
  });
}

export function runRollbackPrepared(request: SignalRequest, gid: string): Promise<SignalReport> {
  return logged(request, 'rollback-prepared', { gid }, async () => {
    try {
      await request.session.query(`ROLLBACK PREPARED ${quoteLiteral(gid)}`);
      return report(request, 'gone', 'The prepared transaction was rolled back.', null);
    } catch (thrown) {
      const { message } = toErrorInfo(thrown);
      if (/does not exist/.test(message))
        return report(request, 'was-gone', 'It was gone already: nothing was rolled back.', null);
      if (isNotPermitted(thrown))
        return report(
          request,
          'not-permitted',
          `${message}: only its owner or a superuser may roll it back.`,
          null,
        );
      throw thrown;
    }
  });
}

/** Before anything is sent it is refused or noted; afterwards what came of it is noted, too. */
async function logged(
  request: SignalRequest,
  action: SignalEntry['action'],
  party: LockParty,
  act: () => Promise<SignalReport>,
): Promise<SignalReport> {
  const { connection, databaseName, write } = request;
  // Sessions of a standby can be ended, too; what is prepared there is the primary's.
  if (action === 'rollback-prepared') refuseUnconfirmed(connection, databaseName);
  else refuseUntyped(connection, databaseName);
  const entry = {
    by: userAtHost(),
    connection: connection.profile.name,
    database: connection.facts.database,
    action,
    pid: 'pid' in party ? party.pid : null,
    backendStart: 'pid' in party ? party.backendStart : null,
    gid: 'gid' in party ? party.gid : null,
  };
  const now = () => new Date().toISOString();
  await write({ ...entry, at: now(), outcome: 'asked', message: '' });
  try {
    const done = await act();
    await write({ ...entry, at: done.at, outcome: done.outcome, message: done.message });
    return done;
  } catch (thrown) {
    await write({ ...entry, at: now(), outcome: 'failed', message: toErrorInfo(thrown).message });
    throw thrown;
  }
}

type Looked = readonly [SignalReport['outcome'], string];

async function lookAfter(session: Session, signal: Signal, victim: Victim, sent: SentRow): Promise<Looked> {
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

function isNotPermitted(thrown: unknown): boolean {
  return thrown instanceof CoreError && thrown.info.kind === 'not-permitted';
}

function reportRefusal(request: SignalRequest, victim: AfterRow | null): Promise<SignalReport> {
  const { facts } = request.connection;
  const me = quoteIdent(facts.user);
  if (victim?.is_autovacuum && facts.versionNumber >= 180000)
    return report(
      request,
      'not-permitted',
      'It is an autovacuum worker, which needs a role of its own.',
      `GRANT pg_signal_autovacuum_worker TO ${me};`,
    );
  if (victim?.is_superuser)
    return report(
      request,
      'not-permitted',
      'It is a superuser’s session: only a superuser may signal it.',
      null,
    );
  return report(
    request,
    'not-permitted',
    `${facts.user} may not signal sessions of ${victim?.user ?? 'others'}.`,
    `GRANT pg_signal_backend TO ${me};`,
  );
}

async function report(
  { session, victims }: SignalRequest,
  outcome: SignalReport['outcome'],
  message: string,
  grantSql: string | null,
): Promise<SignalReport> {
  const hasActed = outcome === 'gone' || outcome === 'cancelled';
  const wentOn = hasActed && victims.length > 0 ? await whoWentOn(session, victims) : [];
  return { outcome, message, grantSql, at: new Date().toISOString(), wentOn };
}

/** Who is woken takes a moment to say so. */
async function whoWentOn(session: Session, victims: readonly number[]): Promise<readonly number[]> {
  await sleep(LOOK_EVERY_MS);
  const waiting = await fetchWaiting(session);
  return victims.filter((pid) => !waiting.has(pid));
}
