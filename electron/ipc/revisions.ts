import type { Lockstep } from '../core/lockstep';
import type { Procedures } from './procedures';

export function revisionProcedures(os: Procedures['revisions'], { revisions }: Lockstep) {
  return {
    history: os.history.handler(({ input }) => revisions.history(input)),
    plan: os.plan.handler(({ input }) => revisions.plan(input)),
    source: os.source.handler(({ input }) => revisions.source(input)),
  };
}
