/**
 * The comparisons of the front doors: makes them, keeps the catalogs of the latest few between calls, and answers
 * what is asked of one by its id. Knows no SQL. Start at `createComparisons`.
 */
import { randomUUID } from 'node:crypto';
import type { Connections } from '../../connection/connections';
import { badInput } from '../../errors';
import type { Projects } from '../../project/projects';
import type { SpawnRunner } from '../../project/runnerProcess';
import { LOG_TABLE } from '../../revisions/log';
import { whatFailed } from '../../revisions/offline/captureFailure';
import { type Push, snapshotsOf } from '../../snapshots';
import type { Twin } from '../../twin/twinKeeper';
import type { Catalog } from '../catalog';
import { diffCatalogs } from '../diff/diffCatalogs';
import { parseCatalog } from '../parseCatalog';
import { type Compared, chooseRows, compareCatalogs, describeChoice, statementsOf } from './choose';
import type {
  Choice,
  CompareSnapshot,
  Comparison,
  ObjectView,
  ProofSnapshot,
  RenameAnswer,
  RevisionsPlan,
  SavedCatalog,
  SideName,
  Source,
} from './comparison';
import { objectText } from './objectText';
import { type ReadSide, readSides } from './readSides';

export interface CompareInput {
  readonly connectionId: string;
  readonly projectId: string;
  readonly from: Source;
  readonly to: Source;
  readonly scope: { readonly schemas: readonly string[]; readonly excludeTables: readonly string[] };
}

export interface ChosenInput {
  readonly comparisonId: string;
  readonly chosen: readonly string[];
}

export interface GenerationInput extends ChosenInput {
  readonly connectionId: string;
  readonly projectId: string;
  readonly as: 'revision' | 'adopt' | 'revert';
  readonly message: string;
  readonly format?: 'js' | 'mjs' | 'cjs' | 'ts' | 'sql' | undefined;
  readonly parents?: readonly string[] | undefined;
}

export interface Comparisons {
  compare(input: CompareInput, signal: AbortSignal): AsyncIterable<CompareSnapshot>;
  answerRenames(
    input: {
      readonly projectId: string;
      readonly comparisonId: string;
      readonly answers: readonly RenameAnswer[];
    },
    signal: AbortSignal,
  ): Promise<Comparison>;
  object(which: { readonly comparisonId: string; readonly rowId: string }): Promise<ObjectView>;
  choose(input: ChosenInput): Promise<Choice>;
  prove(input: ChosenInput, signal: AbortSignal): AsyncIterable<ProofSnapshot>;
  planRevisions(input: GenerationInput): Promise<RevisionsPlan>;
  writeRevisions(
    input: GenerationInput & { readonly planId: string; readonly databaseName?: string | undefined },
  ): Promise<RevisionsPlan>;
  save(which: {
    readonly comparisonId: string;
    readonly side: SideName;
  }): Promise<{ readonly name: string; readonly text: string }>;
  load(file: { readonly name: string; readonly text: string }): Promise<SavedCatalog>;
}

export interface ComparisonsOptions {
  readonly connections: Pick<Connections, 'use'>;
  readonly projects: Pick<Projects, 'read'>;
  readonly spawnRunner: SpawnRunner;
  readonly twin: Twin;
}

/** Of a large schema one takes tens of megabytes. */
const KEPT_COMPARISONS = 4;
const KEPT_CATALOGS = 8;

interface Kept {
  readonly comparison: Comparison;
  readonly sides: Readonly<Record<SideName, ReadSide>>;
  readonly compared: Compared;
}

export function createComparisons(options: ComparisonsOptions): Comparisons {
  const comparisons = createShelf<Kept>(KEPT_COMPARISONS, 'comparison', 'Compare again.');
  const catalogs = createShelf<{ readonly name: string; readonly catalog: Catalog }>(
    KEPT_CATALOGS,
    'saved catalog',
    'Open its file again.',
  );
  const compare = async (input: CompareInput, push: Push<CompareSnapshot>, signal: AbortSignal) => {
    const { project, isTrusted } = await options.projects.read(input.projectId);
    const scope = { ...input.scope, ledgers: [project.ledger.table] };
    const { connectionId } = input;
    const sides = await readSides(input, {
      ...options,
      project,
      isTrusted,
      connectionId,
      saved: catalogs.get,
      scope,
      push,
      signal,
    });
    push({ phase: 'comparing' });
    const compared = compareCatalogs(sides.from.catalog, sides.to.catalog);
    const id = randomUUID();
    const comparison = describeComparison(id, sides, compared, [project.ledger.table, LOG_TABLE]);
    comparisons.put(id, { comparison, sides, compared });
    return comparison;
  };
  return {
    compare: (input, signal) =>
      snapshotsOf<CompareSnapshot>(
        (push, ending) =>
          compare(input, push, ending).then(
            (comparison) => ({ phase: 'done', comparison }),
            (thrown) => ({ phase: 'failed', ...whatFailed(thrown) }),
          ),
        signal,
      ),
    answerRenames: async ({ comparisonId }) => comparisons.get(comparisonId).comparison,
    object: async ({ comparisonId, rowId }) => viewObject(comparisons.get(comparisonId).compared, rowId),
    choose: async ({ comparisonId, chosen }) =>
      describeChoice(comparisons.get(comparisonId).compared, chosen),
    prove: async function* () {
      yield* [];
      throw notYet();
    },
    planRevisions: async () => {
      throw notYet();
    },
    writeRevisions: async () => {
      throw notYet();
    },
    async save({ comparisonId, side }) {
      const { catalog, side: about } = comparisons.get(comparisonId).sides[side];
      return {
        name: `${about.label.replaceAll(/[^\w.-]+/g, '-')}.json`,
        text: `${JSON.stringify(catalog)}\n`,
      };
    },
    async load({ name, text }) {
      const catalog = parseCatalog(text, name);
      const catalogId = randomUUID();
      catalogs.put(catalogId, { name, catalog });
      return { catalogId, name, serverVersion: catalog.serverVersion, objectCount: catalog.objects.length };
    },
  };
}

function notYet() {
  return badInput('This can’t be done yet.');
}

function describeComparison(
  id: string,
  { from, to }: Kept['sides'],
  { rows, difference }: Compared,
  leftOut: readonly string[],
): Comparison {
  const locked = new Map(
    [from, to].flatMap(({ catalog }) =>
      catalog.objects.flatMap((each) =>
        each.lockedBy === undefined ? [] : [[each.id, each.lockedBy] as const],
      ),
    ),
  );
  const kinds = [from, to].map(({ side }) => side.source.kind).sort();
  const unread = new Map([...from.catalog.unread, ...to.catalog.unread].map((each) => [each.what, each]));
  return {
    id,
    from: from.side,
    to: to.side,
    rows,
    renames: [],
    unknown: difference.unknown.map((object) => ({ object, lockedBy: locked.get(object) ?? null })),
    unread: [...unread.values()],
    refused: difference.refused,
    leftOut,
    isDrift: kinds.join() === 'applied,connection',
  };
}

function viewObject(compared: Compared, rowId: string): ObjectView {
  const row = compared.rows.find(({ id }) => id === rowId);
  if (!row) throw badInput('That difference is not in this comparison.', 'Compare again.');
  const { from, parts } = compared;
  const shown = row.parentId ?? row.id;
  const ids = row.isGroup ? compared.rows.filter(({ parentId }) => parentId === row.id) : [row];
  const lossy = new Set(compared.rows.filter(({ destroys }) => destroys !== null).map(({ id }) => id));
  const { wanted } = chooseRows(
    compared,
    [...ids.map(({ id }) => id), ...lossy].filter(
      (id) => ids.some((each) => each.id === id) || row.needs.includes(id),
    ),
  );
  return {
    rowId,
    fromDdl: objectText(shown, parts.before),
    toDdl: objectText(shown, parts.after),
    statements: statementsOf(diffCatalogs(from, wanted).changes),
    reverse: statementsOf(diffCatalogs(wanted, from).changes),
  };
}

interface Shelf<T> {
  put(id: string, value: T): void;
  get(id: string): T;
}

/** Keeps the latest few. */
function createShelf<T>(size: number, what: string, hint: string): Shelf<T> {
  const kept = new Map<string, T>();
  return {
    put(id, value) {
      kept.set(id, value);
      const [oldest] = kept.keys();
      if (kept.size > size && oldest !== undefined) kept.delete(oldest);
    },
    get(id) {
      const value = kept.get(id);
      if (value === undefined) throw badInput(`That ${what} is not kept any more.`, hint);
      // What is used last goes last.
      kept.delete(id);
      kept.set(id, value);
      return value;
    },
  };
}
