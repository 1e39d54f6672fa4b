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
import { quoteLiteral } from '../../sql/quote';
import type { LockParty } from '../freeing';
import { explainRefusal } from './explainRefusal';
import { LOOK_EVERY_MS, lookAfter } from './lookAfter';
import type { SignalEntry, WriteSignal } from './signalLog';
import type { SignalReport } from './signalReport';
import { fetchAfter, fetchWaiting, type Signal, sendSignal, type Victim } from './signals.sql';

export interface SignalRequest {
  readonly connection: Pick<OpenConnection, 'facts' | 'profile'>;
  /** The interrupt session. */
  readonly session: Session;
  readonly databaseName: string | undefined;
  /** Pids that wait for it, at first or second hand. */
  readonly victims: readonly number[];
  readonly write: WriteSignal;
}

export function runSignal(request: SignalRequest, signal: Signal, victim: Victim): Promise<SignalReport> {
  return logged(request, signal, victim, async () => {
    const { session } = request;
    const before = await fetchAfter(session, victim);
    const sent = await sendSignal(session, signal, victim).catch((thrown) => {
      if (isNotPermitted(thrown)) return 'not-permitted' as const;
      throw thrown;
    });
    if (sent === null) return report(request, 'was-gone', 'It was gone already: nobody was signalled.', null);
    if (sent === 'not-permitted')
      return report(request, 'not-permitted', ...explainRefusal(request.connection.facts, before));
    const [outcome, message] = await lookAfter(session, signal, victim, sent);
    return { ...(await report(request, outcome, message, null)), at: sent.at.toISOString() };
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

function isNotPermitted(thrown: unknown): boolean {
  return thrown instanceof CoreError && thrown.info.kind === 'not-permitted';
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
