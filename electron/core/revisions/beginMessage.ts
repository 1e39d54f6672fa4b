import { codeEnv } from '../project/codeEnv';
import type { BeginMessage } from '../project/runnerProtocol';
import type { PreparedRun } from './prepareRun';
import { lockName } from './runLock';
import type { RunRequest } from './runRequest';
import { codeName, type RunSessions, runName } from './runSessions';
import { fetchOwnBackend } from './workBackend.sql';

/** All that the child is told of a run. */
export async function fetchBeginMessage(
  request: RunRequest,
  { lock, facts }: RunSessions,
  { project, state, log, plan }: PreparedRun,
): Promise<BeginMessage> {
  const { identity } = request;
  const credentials = { ...request.credentials, password: lock.password };
  return {
    type: 'begin',
    runId: identity.runId,
    runBy: request.runBy,
    direction: request.direction,
    projectFolder: project.folder,
    // PGAPPNAME marks every connection that the code opens with pg or libpq as ours, so that a run which waits
    // for itself can be told from one that waits for a stranger.
    codeEnv: { ...codeEnv(project, credentials), PGAPPNAME: codeName(identity) },
    credentials,
    applicationName: `${runName(identity)} work`,
    serverVersion: `${Math.floor(facts.versionNumber / 10_000)}.${facts.versionNumber % 10_000}.0`,
    steps: request.runnerSteps(project, plan),
    ledger: {
      ledgerSql: state.ledger.sql,
      columns: state.ledger.columns,
      logSql: log.state.kind === 'ready' ? log.sql : null,
    },
    lockName: lockName(state.ledger),
    lockBackend: await fetchOwnBackend(lock),
    lockTimeoutMs: request.lockTimeoutMs,
    lockTries: request.lockTries,
    catchErrors: project.catchErrors,
    capture: request.capture ?? null,
  };
}
