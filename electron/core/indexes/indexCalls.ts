/**
 * The calls of the front doors about indexes: finds the place that is meant, asks the part that knows, and keeps what
 * the plan twin has advised for as long as the app runs. Looks at targets alone; writes files of the project.
 */
import { badInput } from '../errors';
import { userAtHost } from '../home/userAtHost';
import type { FileChangePlan } from '../revisions/authoring/fileChange';
import { planFiles, writeFiles } from '../revisions/authoring/planFiles';
import type { Place } from '../revisions/place';
import type { Pair } from '../revisions/revisionCalls';
import type { PlanTwinCard } from '../twin/planner/planDatabase';
import { findPlanTwin, withPlanTwin } from '../twin/planner/planTwin';
import { markPrivate, markPublic, readPrivateColumns } from '../twin/planner/privateColumns';
import { refreshPlanTwin } from '../twin/planner/refreshPlanTwin';
import type { RefreshSnapshot } from '../twin/planner/refreshSnapshot';
import { type ColumnsAsked, fetchTargetColumns, type TargetColumns } from '../twin/planner/targetColumns.sql';
import type { PrivateColumn } from '../twin/planner/targetStatistics.sql';
import type { Twin } from '../twin/twinKeeper';
import { adviseStatement } from './adviseStatement';
import { dismissSuggestion, restoreSuggestion } from './dismissals';
import { fetchDatabaseIdentity } from './effects/databaseIdentity.sql';
import { expectationsOf } from './effects/expectation';
import { describeRemembering, readExpectations, rememberExpectations } from './effects/expectationsFile';
import { fetchEffects } from './effects/fetchEffects';
import { type Explanation, explainOnTwin } from './explain/explainOnTwin';
import { fetchHypopgState, type HypopgState } from './explain/hypopg.sql';
import { proveOnTarget } from './explain/proveOnTarget';
import { addWorkloadAdvice, fetchSuggestions } from './fetchSuggestions';
import { describeFound, type IndexAdvice } from './indexAdvice';
import { createKeptAdvice } from './keptAdvice';
import { leaveOutMade } from './madeIndexes.sql';
import { fetchPartitionBuilds } from './partitions/fetchPartitionBuilds';
import { filesOf, type SuggestionFiles } from './suggestionFiles';
import { adviseTarget, type TargetAdviceSnapshot } from './workload/adviseTarget';
import type { AdviceSnapshot } from './workload/workloadInput';

export type FilesAsked = Pair & SuggestionFiles & { readonly ids: readonly string[] };

interface SqlAsked extends Pair {
  /** A statement of the user's, or one that is counted. */
  readonly sql: string;
}

interface ExplainAsked extends SqlAsked {
  /** CREATE INDEX statements. */
  readonly candidates: readonly string[];
}

interface PrivateAsked extends Pair {
  readonly columns: readonly PrivateColumn[];
  readonly isPrivate: boolean;
}

export interface IndexCalls {
  suggestions(pair: Pair): Promise<IndexAdvice>;
  /** null: it was never refreshed. */
  twin(pair: Pair): Promise<PlanTwinCard | null>;
  refreshTwin(pair: Pair, signal: AbortSignal): AsyncIterable<RefreshSnapshot>;
  /** Out of what is counted; refreshes the twin first where there is none. */
  advise(pair: Pair, signal: AbortSignal): AsyncIterable<TargetAdviceSnapshot>;
  adviseStatement(asked: SqlAsked, signal: AbortSignal): AsyncIterable<AdviceSnapshot>;
  explain(asked: ExplainAsked): Promise<Explanation>;
  /** Whether the target itself can be asked. */
  hypopg(pair: Pair): Promise<HypopgState>;
  /** The same of the target's own planner. */
  prove(asked: ExplainAsked, signal: AbortSignal): Promise<Explanation>;
  /** To choose from which of them are private. */
  columns(asked: Pair & ColumnsAsked): Promise<TargetColumns>;
  /** A column that becomes private leaves no value in the twin; one that no longer is comes with the next refresh. */
  markPrivate(asked: PrivateAsked): Promise<void>;
  dismiss(asked: Pair & { readonly id: string; readonly why: string }): Promise<void>;
  restore(asked: Pair & { readonly id: string }): Promise<void>;
  planRevisions(asked: FilesAsked): Promise<FileChangePlan>;
  writeRevisions(asked: FilesAsked & { readonly planId: string }): Promise<FileChangePlan>;
}

export interface IndexCallsOptions {
  readonly place: (pair: Pair) => Promise<Place>;
  readonly twin: Twin;
  /** Folder of everything that is kept for the user. */
  readonly home: string;
}

export function createIndexCalls({ place, twin, home }: IndexCallsOptions): IndexCalls {
  const kept = createKeptAdvice();
  const look = async (pair: Pair) => {
    const { connection, project } = await place(pair);
    const found = await fetchSuggestions(connection.watch, project.folder);
    const advised = await leaveOutMade(connection.watch, kept.of(pair).suggestions);
    return addWorkloadAdvice(found, advised, project.folder);
  };
  const targetOf = async (pair: Pair) => (await place(pair)).connection.credentials;
  const effectsOf = async (pair: Pair) => {
    const { connection, project } = await place(pair);
    return fetchEffects({ connection, projectFolder: project.folder, home });
  };
  const chosenOf = async ({ ids, ...pair }: Pair & { readonly ids: readonly string[] }) => {
    const { suggestions } = await look(pair);
    return ids.map((id) => suggestions.find((each) => each.id === id) ?? gone(id));
  };
  const authoringInput = async ({ connectionId, projectId, ids, ...asked }: FilesAsked) => {
    const { connection, project } = await place({ connectionId, projectId });
    const chosen = await chosenOf({ connectionId, projectId, ids });
    const builds = await fetchPartitionBuilds(connection.watch, chosen);
    const [authoring, now] = [filesOf(chosen, asked, builds), new Date()];
    const database = await fetchDatabaseIdentity(connection.watch, connection.credentials.target);
    const expected = await expectationsOf(chosen, { database, at: now });
    return { files: { project, applied: new Set<string>(), authoring, now }, expected };
  };
  return {
    suggestions: async (pair) => describeFound(await look(pair), kept.of(pair), await effectsOf(pair)),
    twin: async (pair) => (await findPlanTwin(twin, (await targetOf(pair)).target))?.card ?? null,
    async *refreshTwin(pair, signal) {
      yield* refreshPlanTwin({ twin, credentials: await targetOf(pair), signal });
    },
    async *advise(pair, signal) {
      for await (const snapshot of adviseTarget({ twin, credentials: await targetOf(pair), signal })) {
        if (snapshot.phase === 'done') kept.replace(pair, snapshot.advice);
        yield snapshot;
      }
    },
    async *adviseStatement({ sql, ...pair }, signal) {
      const { target } = await targetOf(pair);
      for await (const snapshot of adviseStatement({ twin, target, sql, signal })) {
        if (snapshot.phase === 'done') kept.add(pair, snapshot.advice.suggestions);
        yield snapshot;
      }
    },
    explain: async ({ sql, candidates, ...pair }) =>
      withPlanTwin(twin, (await targetOf(pair)).target, (planning) =>
        explainOnTwin(planning, sql, candidates),
      ),
    hypopg: async (pair) => fetchHypopgState((await place(pair)).connection.watch),
    prove: async ({ sql, candidates, ...pair }, signal) =>
      (await proveOnTarget({ credentials: await targetOf(pair), sql, candidates, signal })) ?? noHypopg(),
    async columns({ search, onlyPrivate, ...pair }) {
      const { watch, credentials } = (await place(pair)).connection;
      const marked = await readPrivateColumns(twin, credentials.target);
      return fetchTargetColumns(watch, { search, onlyPrivate }, marked);
    },
    async markPrivate({ columns, isPrivate, ...pair }) {
      const { target } = await targetOf(pair);
      await (isPrivate ? markPrivate : markPublic)({ twin, target, columns });
    },
    async dismiss({ id, why, ...pair }) {
      const { project } = await place(pair);
      const { suggestions } = await look(pair);
      const suggestion = suggestions.find((each) => each.id === id) ?? gone(id);
      await dismissSuggestion(project.folder, suggestion, { why, by: userAtHost(), at: new Date() });
    },
    restore: async ({ id, ...pair }) => restoreSuggestion((await place(pair)).project.folder, id),
    async planRevisions(asked) {
      const { files, expected } = await authoringInput(asked);
      return withNote(await planFiles(files), describeRemembering(expected));
    },
    async writeRevisions({ planId, ...asked }) {
      const { files, expected } = await authoringInput(asked);
      // One that can’t be understood is refused before anything is written.
      await readExpectations(files.project.folder);
      const written = await writeFiles({ ...files, planId });
      await rememberExpectations(files.project.folder, expected);
      return withNote(written, describeRemembering(expected));
    },
  };
}

function withNote(plan: FileChangePlan, note: string | null): FileChangePlan {
  return note === null ? plan : { ...plan, notes: [...plan.notes, note] };
}

function noHypopg(): never {
  throw badInput('The database has no hypopg any more.', 'Open the panel again to see how to get it.');
}

function gone(id: string): never {
  throw badInput(`Suggestion ${id} is not there any more.`, 'Look at the suggestions again.');
}
