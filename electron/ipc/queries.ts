import type { Lockstep } from '../core/lockstep';
import type { Procedures } from './procedures';

export function queryProcedures(os: Procedures['queries'], { queries }: Lockstep) {
  return {
    findings: os.findings.handler(({ input, context }) => queries.findings(input, context.signal)),
  };
}
