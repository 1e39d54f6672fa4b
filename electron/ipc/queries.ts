import type { Lockstep } from '../core/lockstep';
import type { Procedures } from './procedures';
import { stream } from './stream';

export function queryProcedures(os: Procedures['queries'], { queries }: Lockstep) {
  return {
    findings: os.findings.handler(({ input, context }) => queries.findings(input, context.signal)),
    watchSpent: os.watchSpent.handler(({ input, context }) =>
      stream(queries.watchSpent(input, context.signal)),
    ),
  };
}
