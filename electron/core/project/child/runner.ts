/**
 * The child process that runs a project's code. Loads every file of a run first, then runs the revisions, each by
 * `runRevision`. Knows nothing of plans, and decides nothing: core asks the database.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { toErrorInfo } from '../../errors';
import type { BeginMessage, PrepareMessage, SyncMessage } from '../runnerProtocol';
import { captureStatements } from './captureStatements';
import { type Confinement, confineSockets } from './confineSockets';
import { describeModelsError } from './describeModelsError';
import { RevisionError } from './describeRevisionError';
import { endWithParent } from './endWithParent';
import { guardProcess } from './guardProcess';
import { type LoadedStep, loadRevision } from './loadRevision';
import { tellOwnSockets } from './ownSockets';
import { openPort } from './port';
import { prepareStatements } from './preparedStatements';
import { TOLD_SQL_LENGTH } from './recordSql';
import type { RunContext } from './runContext';
import { runRevision } from './runRevision';
import { openWorkSession, prepareSequelize, type WorkSession } from './workSession';

const port = openPort();
const cancelling = new AbortController();
let current: string | null = null;

guardProcess(port, () => current);
tellOwnSockets((localPort) => port.send({ type: 'socket', localPort }));
port.onMessage((message) => {
  if (message.type === 'prepare') prepare(message);
  if (message.type === 'begin') void run(message);
  if (message.type === 'sync-models') void sync(message);
  if (message.type === 'cancel') cancelling.abort();
});

/** Nothing that goes wrong here matters: the run itself meets it again, and tells. */
function prepare({ projectFolder }: PrepareMessage): void {
  try {
    prepareSequelize(projectFolder);
  } catch {
    // A broken installation of the project's.
  }
}

async function sync(message: SyncMessage): Promise<void> {
  endWithParent();
  try {
    confineSockets(message.credentials.target);
    const { syncModels } = await import('./syncModels');
    port.send({ type: 'models', tables: [...(await syncModels(message))] });
  } catch (thrown) {
    port.send({ type: 'refused', revision: null, error: describeModelsError(thrown, message) });
  }
  await Promise.all([drain(process.stdout), drain(process.stderr)]);
  port.send({ type: 'ended' });
}

/** Core ends this process once it has read `ended`: process.exit here would cut off the last messages. */
async function run(begin: BeginMessage): Promise<void> {
  endWithParent();
  let session: WorkSession | null = null;
  try {
    const confinement = begin.capture && confineSockets(begin.credentials.target);
    Object.assign(process.env, begin.codeEnv);
    // It may have been started before the project's folder was known.
    process.chdir(begin.projectFolder);
    const loaded = await loadAll(begin);
    const open = () =>
      openWorkSession(begin, {
        onStatement: (sql) =>
          port.sendEvent({ type: 'statement', sql: sql.slice(0, TOLD_SQL_LENGTH), at: Date.now() }),
        onStatementEnd: (durationMs) => port.sendEvent({ type: 'statement-ended', durationMs }),
        onSent: captureStatements(begin, port, () => current),
      });
    session = await (confinement?.exempt(open) ?? open());
    await announceSession(session);
    const isPrepared = await prepareStatements(begin, session);
    const context = { begin, session, port, cancelled: cancelling.signal, ahead: null, isPrepared };
    await runAll(context, loaded, confinement);
  } catch (thrown) {
    // A RevisionError has been told already, as the end of its step.
    if (!(thrown instanceof RevisionError)) {
      port.send({ type: 'refused', revision: current, error: toErrorInfo(thrown) });
    }
  }
  await session?.close().catch(() => undefined);
  await Promise.all([drain(process.stdout), drain(process.stderr)]);
  port.send({ type: 'ended' });
}

/** Waits until what was printed is out, a second at most. */
async function drain(output: NodeJS.WriteStream): Promise<void> {
  if (output.writableLength === 0) return;
  const drained = new Promise((resolve) => output.write('', resolve));
  await Promise.race([drained, sleep(1000)]);
}

/** All files before the first statement: a syntax error in the last one must not leave the rest applied. */
async function loadAll(begin: BeginMessage): Promise<readonly LoadedStep[]> {
  const loaded: LoadedStep[] = [];
  for (const step of begin.steps) {
    current = step.name;
    loaded.push(await loadRevision(step, begin.direction));
  }
  current = null;
  return loaded;
}

async function announceSession(session: WorkSession): Promise<void> {
  const facts = await session.send(
    'SELECT pid, backend_start::text AS start FROM pg_catalog.pg_stat_activity WHERE pid = pg_catalog.pg_backend_pid()',
  );
  const { pid, start } = facts.rows[0];
  if (pid !== session.pid) throw new Error('The server changed the session under our feet.');
  port.send({ type: 'connected', pid, backendStart: start });
}

/** In the order that core has planned, which holds the run lock: the ledger is as it was when it planned. */
async function runAll(
  context: RunContext,
  loaded: readonly LoadedStep[],
  confinement: Confinement | null,
): Promise<void> {
  for (const [at, one] of loaded.entries()) {
    current = one.step.name;
    if (context.begin.capture?.includes(one.step.name)) confinement?.close();
    await runRevision(context, one, loaded[at + 1] ?? null);
    current = null;
  }
}
