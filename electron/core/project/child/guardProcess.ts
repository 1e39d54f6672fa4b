import { CoreError } from '../../errors';
import { describeCodeError } from './loadRevision';
import type { Port } from './port';

/**
 * pg warns of queries that queue on one connection. With a pool they would not; that they share one here is our
 * doing, and the project's author can do nothing about it.
 */
function keepQueueingQuiet(): void {
  const emitWarning = process.emitWarning.bind(process) as (...parameters: unknown[]) => void;
  process.emitWarning = (...parameters: unknown[]) => {
    if (!/^Calling client\.query\(\) when the client is already/.test(String(parameters[0])))
      emitWarning(...parameters);
  };
}

/**
 * What a project's code can do to its process without our asking: end it, or let a promise fail unheard.
 * Both are told to core; neither is ever taken for success.
 */
export function guardProcess(port: Port, current: () => string | null): void {
  keepQueueingQuiet();
  const exit = process.exit.bind(process);
  process.exit = (code) => {
    port.send({ type: 'exiting', revision: current(), code: Number(code ?? 0) });
    return exit(code);
  };
  const fail = (thrown: unknown) => {
    const revision = current();
    const error =
      thrown instanceof CoreError
        ? thrown.info
        : describeCodeError(thrown, `${revision ?? 'The project’s code'} failed in the background`, '');
    port.send({ type: 'refused', revision, error });
    // Leaves the message a moment to go out; the server rolls back what is open.
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), 50);
  };
  process.on('unhandledRejection', fail);
  process.on('uncaughtException', fail);
}
