/** "Test": connects once and checks what a run will need, step by step. Writes nothing. */
import { CoreError, toErrorInfo } from '../errors';
import { type Credentials, describeTarget } from './parseTarget';
import type { TestStep } from './profile';
import { fetchServerFacts, OLDEST_VERSION } from './serverFacts.sql';
import { openSession, type Session } from './session';

const TITLES: Readonly<Record<TestStep['name'], string>> = {
  reach: 'Reach the server',
  authenticate: 'Sign in',
  version: 'Server version',
  ledger: 'Ledger of revisions',
  permissions: 'Permission to write the log',
};

type Finding = Pick<TestStep, 'status' | 'detail'>;

/** What the revisions folder of core finds out; passed in because connection knows no ledger. */
export type LedgerCheck = (
  session: Session,
) => Promise<{ readonly ledger: Finding; readonly permissions: Finding }>;

/** Yields the whole checklist at each change. */
export async function* testConnection(
  credentials: Credentials,
  checkLedger: LedgerCheck,
): AsyncGenerator<readonly TestStep[]> {
  const steps = new Map<TestStep['name'], TestStep>();
  for (const name of Object.keys(TITLES) as TestStep['name'][]) {
    steps.set(name, { name, title: TITLES[name], status: 'waiting', detail: null });
  }
  const set = (name: TestStep['name'], finding: Finding) => {
    steps.set(name, { name, title: TITLES[name], ...finding });
    return [...steps.values()];
  };
  yield set('reach', { status: 'running', detail: describeTarget(credentials.target) });
  let session: Session;
  try {
    session = await openSession(credentials, { kind: 'watch', name: 'lockstep test' });
  } catch (error) {
    yield* failedToConnect(error, set);
    return;
  }
  try {
    set('reach', { status: 'passed', detail: describeTarget(credentials.target) });
    yield set('authenticate', { status: 'passed', detail: `as ${credentials.target.user}` });
    yield* checkServer(session, checkLedger, set);
  } finally {
    await session.close();
  }
}

type Setter = (name: TestStep['name'], finding: Finding) => readonly TestStep[];

function* failedToConnect(error: unknown, set: Setter): Generator<readonly TestStep[]> {
  const info = error instanceof CoreError ? error.info : toErrorInfo(error);
  const detail = info.hint ? `${info.message} ${info.hint}` : info.message;
  const reached =
    info.kind === 'cannot-connect' && ['authentication', 'no-such-database'].includes(info.reason);
  if (!reached) {
    yield set('reach', { status: 'failed', detail });
    return;
  }
  set('reach', { status: 'passed', detail: null });
  yield set('authenticate', { status: 'failed', detail });
}

async function* checkServer(session: Session, checkLedger: LedgerCheck, set: Setter) {
  yield set('version', { status: 'running', detail: null });
  const facts = await fetchServerFacts(session);
  const isSupported = facts.versionNumber >= OLDEST_VERSION;
  const kind = facts.isStandby ? 'standby, read-only' : facts.isReadOnly ? 'read-only' : 'primary';
  yield set('version', {
    status: isSupported ? 'passed' : 'failed',
    detail: isSupported
      ? `PostgreSQL ${facts.version}, ${kind}`
      : `${facts.version}: Lockstep needs 14 or newer.`,
  });
  yield set('ledger', { status: 'running', detail: null });
  const found = await checkLedger(session);
  set('ledger', found.ledger);
  yield set('permissions', found.permissions);
}
