import type { Lockstep } from '../core/lockstep';
import type { Procedures } from './procedures';
import { stream } from './stream';

export function lockProcedures(os: Procedures['locks'], { locks }: Lockstep) {
  return {
    watch: os.watch.handler(({ input, context }) => stream(locks.watch(input, context.signal))),
    freeing: os.freeing.handler(({ input }) => locks.freeing(input)),
    cancel: os.cancel.handler(({ input }) => locks.cancel(input)),
    terminate: os.terminate.handler(({ input }) => locks.terminate(input)),
    rollbackPrepared: os.rollbackPrepared.handler(({ input }) => locks.rollbackPrepared(input)),
    recorded: os.recorded.handler(({ input }) => locks.recorded(input)),
    sample: os.sample.handler(({ input }) => locks.sample(input)),
    exportIncident: os.exportIncident.handler(({ input }) => locks.exportIncident(input)),
    tables: os.tables.handler(({ input }) => locks.tables(input)),
    rows: os.rows.handler(({ input, context }) => stream(locks.rows(input, context.signal))),
    awaitedRow: os.awaitedRow.handler(({ input }) => locks.awaitedRow(input)),
    tryLock: os.tryLock.handler(({ input }) => locks.tryLock(input)),
  };
}
