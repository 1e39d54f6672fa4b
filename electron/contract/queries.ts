import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import type { QueryFindings } from '../core/queries/queryCalls';
import type { TimeSpent } from '../core/queries/spent/sampleCounters';
import { base, pair } from './call';

export type { FindingKind } from '../core/queries/finding';
export type { ListedFinding, QueryFindings } from '../core/queries/queryCalls';
export type { StatementSpent } from '../core/queries/spent/readings';
export type { TimeSpent } from '../core/queries/spent/sampleCounters';
export type { CountedWorkload, EnableStep, NoWorkload } from '../core/queries/workload';

export const queries = {
  /** What is wrong with what pg_stat_statements counts, or how to have it count. */
  findings: base.input(z.object(pair)).output(type<QueryFindings>()),
  /** What the statements of the findings take, read every ten seconds while somebody listens. */
  watchSpent: base.input(z.object(pair)).output(eventIterator(type<TimeSpent>())),
};
