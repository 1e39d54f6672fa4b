import { toErrorInfo } from '../../errors';
import type { ProofStep } from './comparison';

/** Something differs although nothing should. */
export class StillDifferent extends Error {
  override readonly name = 'StillDifferent';
  constructor(readonly differences: readonly string[]) {
    super(`${differences.length} ${differences.length === 1 ? 'difference is' : 'differences are'} left.`);
  }
}

export function describeProofFailure(thrown: unknown): Pick<ProofStep, 'message' | 'sql' | 'differences'> {
  if (thrown instanceof StillDifferent)
    return { message: thrown.message, sql: null, differences: thrown.differences };
  const info = toErrorInfo(thrown);
  return {
    message: info.message,
    sql: info.kind === 'sql-failed' ? (info.sql ?? null) : null,
    differences: [],
  };
}
