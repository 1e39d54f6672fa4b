import type { Lockstep } from '../core/lockstep';
import type { Procedures } from './procedures';
import { stream } from './stream';

export function runProcedures(os: Procedures['runs'], { runs }: Lockstep) {
  return {
    start: os.start.handler(({ input }) => runs.start(input)),
    watch: os.watch.handler(({ input, context }) => stream(runs.watch(input.runId, context.signal))),
    latest: os.latest.handler(({ input }) => runs.latest(input)),
    cancel: os.cancel.handler(({ input }) => runs.cancel(input.runId)),
  };
}
