import { implement } from '@orpc/server';
import { contract } from '../contract';
import { tellFailures } from './failures';
import { createWriteQueue, queueWrites } from './writeQueue';

export type Procedures = ReturnType<typeof procedures>;

export interface CallContext {
  /** Aborted when the caller stops listening or goes away. */
  readonly signal: AbortSignal;
}

/**
 * Where every handler begins: failures become ErrorInfo, writes wait for their turn, and there is a signal.
 * Input is validated after these three, so that a refusal is told like any other failure.
 */
export function procedures() {
  return implement(contract).use(tellFailures).use(queueWrites(createWriteQueue())).use(withSignal);
}

const withSignal = implement(contract).middleware(({ signal, next }) => {
  const context: CallContext = { signal: signal ?? new AbortController().signal };
  return next({ context });
});
