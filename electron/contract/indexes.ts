import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import type { Explanation } from '../core/indexes/explain/explainOnTwin';
import type { IndexAdvice } from '../core/indexes/indexAdvice';
import type { TargetAdviceSnapshot } from '../core/indexes/workload/adviseTarget';
import type { AdviceSnapshot } from '../core/indexes/workload/workloadInput';
import type { FileChangePlan } from '../core/revisions/authoring/fileChange';
import type { PlanTwinCard } from '../core/twin/planner/planDatabase';
import type { RefreshSnapshot } from '../core/twin/planner/refreshPlanTwin';
import { base, message, pair, planId, revisionFormat, revisionNames, write } from './call';

export type { EffectVerdict } from '../core/indexes/effects/effectVerdict';
export type { IndexEffect } from '../core/indexes/effects/indexEffect';
export type { Explanation, TriedIndex } from '../core/indexes/explain/explainOnTwin';
export type { DismissedSuggestion } from '../core/indexes/fetchSuggestions';
export type { AdvisedWorkload, IndexAdvice } from '../core/indexes/indexAdvice';
export type { HelpedQuery, PlanNode, Suggestion, SuggestionKind } from '../core/indexes/suggestion';
export type { TargetAdviceSnapshot } from '../core/indexes/workload/adviseTarget';
export type { AdviceSnapshot } from '../core/indexes/workload/workloadInput';
export type { PlanTwinCard } from '../core/twin/planner/planDatabase';
export type { RefreshSnapshot } from '../core/twin/planner/refreshPlanTwin';

const suggestionId = z.string().min(1).max(100);
/** One statement, as pasted or as counted. */
const statementSql = z.string().trim().min(1).max(100_000);
const suggestionFiles = {
  ...pair,
  ids: z.array(suggestionId).min(1).max(500),
  message,
  format: revisionFormat.optional(),
  parents: revisionNames.optional(),
  /** A revision for each. */
  separately: z.boolean(),
};

export const indexes = {
  /** What is suggested now, with what the plan twin has advised since the app began. */
  suggestions: base.input(z.object(pair)).output(type<IndexAdvice>()),
  /** The copy without rows that plans as the target does; null: it was never made. */
  twin: base.input(z.object(pair)).output(type<PlanTwinCard | null>()),
  refreshTwin: base.input(z.object(pair)).output(eventIterator(type<RefreshSnapshot>())),
  /** Indexes for what is counted, tried on the plan twin; pushes progress, then the advice. */
  advise: base.input(z.object(pair)).output(eventIterator(type<TargetAdviceSnapshot>())),
  /** Indexes for one statement. */
  adviseStatement: base
    .input(z.object({ ...pair, sql: statementSql }))
    .output(eventIterator(type<AdviceSnapshot>())),
  /** A statement’s plan on the twin, and with candidates: CREATE INDEX statements. */
  explain: base
    .input(z.object({ ...pair, sql: statementSql, candidates: z.array(statementSql).max(20) }))
    .output(type<Explanation>()),
  /** Suggests it no more; remembered in a file of the project. */
  dismiss: write.input(z.object({ ...pair, id: suggestionId, why: message })).output(type<void>()),
  restore: write.input(z.object({ ...pair, id: suggestionId })).output(type<void>()),
  planRevisions: base.input(z.object(suggestionFiles)).output(type<FileChangePlan>()),
  writeRevisions: write.input(z.object({ ...suggestionFiles, planId })).output(type<FileChangePlan>()),
};
