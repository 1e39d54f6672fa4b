import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import type { RunSnapshot } from '../core/revisions/runSnapshot';
import { base, databaseName, direction, id, interrupt, pair, planId, targetName, write } from './call';

export type {
  RunFailure,
  RunOutcome,
  RunPhase,
  RunSnapshot,
  StatementSnapshot,
  StepSnapshot,
  StepStatus,
} from '../core/revisions/runSnapshot';

export const runs = {
  start: write
    .input(
      z.object({
        ...pair,
        direction,
        target: targetName,
        planId,
        /** Refusals that the user decided to override for this run. */
        override: z.array(z.enum(['out-of-order', 'missing', 'changed', 'interrupted'])).default([]),
        databaseName,
      }),
    )
    .output(type<{ readonly runId: string }>()),
  /** Pushes snapshots until the run has ended; the last one has phase `ended`. */
  watch: base.input(z.object({ runId: id })).output(eventIterator(type<RunSnapshot>())),
  /** The latest run of a connection and project in this app, if any. */
  latest: base.input(z.object(pair)).output(type<RunSnapshot | null>()),
  cancel: interrupt.input(z.object({ runId: id })).output(type<void>()),
};
