import { implement, ORPCError, ValidationError } from '@orpc/server';
import { contract } from '../contract';
import { type ErrorInfo, toErrorInfo } from '../core/errors';
import { describeBadInput } from './badInput';
import { withoutSecrets } from './withoutSecrets';

/** Whatever a procedure throws, at once or later in its stream, reaches the page as the contract's one error. */
export const tellFailures = implement(contract).middleware(async ({ next, errors, path, signal }) => {
  const tell = (thrown: unknown) => {
    const info = describeFailure(thrown);
    if (info.kind === 'bug') logBug(info.id, path, thrown);
    return errors.LOCKSTEP({ message: info.message, data: info });
  };
  try {
    const result = await next();
    return isStream(result.output) ? { ...result, output: telling(result.output, tell, signal) } : result;
  } catch (thrown) {
    throw tell(thrown);
  }
});

async function* telling(
  stream: AsyncIterable<unknown>,
  tell: (thrown: unknown) => Error,
  signal: AbortSignal | undefined,
): AsyncGenerator<unknown, void, void> {
  try {
    yield* stream;
  } catch (thrown) {
    // Nobody listens any more; oRPC would rethrow what is thrown here as an unhandled rejection.
    if (!signal?.aborted) throw tell(thrown);
  }
}

function describeFailure(thrown: unknown): ErrorInfo {
  const isRefusedInput = thrown instanceof ORPCError && thrown.code === 'BAD_REQUEST';
  if (isRefusedInput && thrown.cause instanceof ValidationError) return describeBadInput(thrown.cause.issues);
  return toErrorInfo(thrown);
}

function isStream(output: unknown): output is AsyncIterable<unknown> {
  return typeof output === 'object' && output !== null && Symbol.asyncIterator in output;
}

/** The input is not logged: it may hold a password. */
function logBug(id: string, path: readonly string[], thrown: unknown): void {
  const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  process.stderr.write(`Bug ${id} in ${path.join('.')}: ${withoutSecrets(text)}\n`);
}
