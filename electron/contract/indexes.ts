import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import type { Explanation } from '../core/indexes/explain/explainOnTwin';
import type { HypopgState } from '../core/indexes/explain/hypopg.sql';
import type { IndexAdvice } from '../core/indexes/indexAdvice';
import type { TargetAdviceSnapshot } from '../core/indexes/workload/adviseTarget';
import type { AdviceSnapshot } from '../core/indexes/workload/workloadInput';
import type { FileChangePlan } from '../core/revisions/authoring/fileChange';
import type { PlanTwinCard } from '../core/twin/planner/planDatabase';
import type { RefreshSnapshot } from '../core/twin/planner/refreshSnapshot';
import type { TargetColumns } from '../core/twin/planner/targetColumns.sql';
import { base, message, pair, planId, revisionFormat, revisionNames, write } from './call';

export type { EffectVerdict } from '../core/indexes/effects/effectVerdict';
export type { IndexEffect } from '../core/indexes/effects/indexEffect';
export type { Explanation, TriedIndex } from '../core/indexes/explain/explainOnTwin';
export type { HypopgState, NoHypopg } from '../core/indexes/explain/hypopg.sql';
export type { DismissedSuggestion } from '../core/indexes/fetchSuggestions';
export type { AdvisedWorkload, IndexAdvice } from '../core/indexes/indexAdvice';
export type { HelpedQuery, PlanNode, Suggestion, SuggestionKind } from '../core/indexes/suggestion';
export type { TargetAdviceSnapshot } from '../core/indexes/workload/adviseTarget';
export type { AdviceSnapshot } from '../core/indexes/workload/workloadInput';
export type { PlanTwinCard } from '../core/twin/planner/planDatabase';
export type { RefreshSnapshot } from '../core/twin/planner/refreshSnapshot';
export type { TargetColumn, TargetColumns } from '../core/twin/planner/targetColumns.sql';

const suggestionId = z.string().min(1).max(100);
/** One statement, as pasted or as counted. */
const statementSql = z.string().trim().min(1).max(100_000);
const explained = { ...pair, sql: statementSql, candidates: z.array(statementSql).max(20) };
const name = z.string().min(1).max(63);
const column = z.object({ schema: name, table: name, column: name });
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
  explain: base.input(z.object(explained)).output(type<Explanation>()),
  /** Whether the target itself can be asked the same. */
  hypopg: base.input(z.object(pair)).output(type<HypopgState>()),
  /** The target’s own plans, by EXPLAIN, which runs nothing, in a session of its own; ends when nobody listens. */
  prove: base.input(z.object(explained)).output(type<Explanation>()),
  /** The target’s columns by words of their names and types, at most 2,000, with what is private of them. */
  columns: base
    .input(z.object({ ...pair, search: z.string().max(200), onlyPrivate: z.boolean() }))
    .output(type<TargetColumns>()),
  /** No value of a private column is in the twin, not even within statistics: what is there goes at once. */
  markPrivate: write
    .input(z.object({ ...pair, columns: z.array(column).min(1).max(2000), isPrivate: z.boolean() }))
    .output(type<void>()),
  /** Suggests it no more; remembered in a file of the project. */
  dismiss: write.input(z.object({ ...pair, id: suggestionId, why: message })).output(type<void>()),
  restore: write.input(z.object({ ...pair, id: suggestionId })).output(type<void>()),
  planRevisions: base.input(z.object(suggestionFiles)).output(type<FileChangePlan>()),
  writeRevisions: write.input(z.object({ ...suggestionFiles, planId })).output(type<FileChangePlan>()),
};
