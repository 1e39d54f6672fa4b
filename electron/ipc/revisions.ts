import type { Lockstep } from '../core/lockstep';
import type { Procedures } from './procedures';
import { stream } from './stream';

export function revisionProcedures(os: Procedures['revisions'], { revisions }: Lockstep) {
  return {
    history: os.history.handler(({ input }) => revisions.history(input)),
    plan: os.plan.handler(({ input }) => revisions.plan(input)),
    source: os.source.handler(({ input }) => revisions.source(input)),
    log: os.log.handler(({ input }) => revisions.log(input)),
    captureSql: os.captureSql.handler(({ input, context }) =>
      stream(revisions.captureSql(input, context.signal)),
    ),
    planStamp: os.planStamp.handler(({ input }) => revisions.planStamp(input)),
    stamp: os.stamp.handler(({ input }) => revisions.stamp(input)),
    difference: os.difference.handler(({ input }) => revisions.difference(input)),
    accept: os.accept.handler(({ input }) => revisions.accept(input)),
    leftovers: os.leftovers.handler(({ input }) => revisions.leftovers(input)),
    repair: os.repair.handler(({ input }) => revisions.repair(input)),
    planFiles: os.planFiles.handler(({ input }) => revisions.planFiles(input)),
    writeFiles: os.writeFiles.handler(({ input }) => revisions.writeFiles(input)),
    edit: os.edit.handler(({ input }) => revisions.edit(input)),
  };
}
