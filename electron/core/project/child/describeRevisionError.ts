import { describeSqlError, isConnectionLost, serverErrorOf } from '../../connection/sqlError';
import { SQLSTATE } from '../../connection/sqlstates';
import { CoreError, type ErrorInfo } from '../../errors';
import type { RunnerStep } from '../runnerProtocol';
import { describeCodeError } from './loadRevision';
import { EndsTransactionError } from './statementTrace';

/** Why a revision failed; told already, as the end of its step. */
export class RevisionError extends CoreError {}

/**
 * The root of a revision's failure: the first statement that the server refused, even where the code
 * caught that error and failed later because of it; else what the code itself threw.
 */
export function describeRevisionError(
  thrown: unknown,
  first: { readonly thrown: unknown; readonly sql: string } | null,
  step: RunnerStep | null,
): ErrorInfo {
  if (thrown instanceof RevisionError) return thrown.info;
  const root = first?.thrown ?? thrown;
  if (root instanceof EndsTransactionError) {
    return {
      kind: 'code-failed',
      message: root.message,
      hint: 'Take it out, or declare that the revision runs without a transaction. Nothing of it is left.',
      ...(step && { file: step.path }),
    };
  }
  const server = serverErrorOf(root);
  if (isConnectionLost(root)) {
    const reason = server?.message ?? (root instanceof Error ? root.message : String(root));
    return {
      kind: 'connection-lost',
      message: `The connection to the server was lost (${reason}).`,
      hint: 'Run again once the server is reachable.',
    };
  }
  if (!server) return describeCodeError(root, `${step?.name ?? 'The revision'} failed`, step?.path ?? '');
  if (server.code === SQLSTATE.lockNotAvailable) {
    return {
      kind: 'lock-timeout',
      blockers: [],
      message: `A lock was not to be had in time: ${server.message}.`,
      hint: 'Somebody else holds it; see who, wait or end them, and run again.',
      ...(first && { sql: first.sql }),
    };
  }
  return describeSqlError(server, first?.sql);
}
