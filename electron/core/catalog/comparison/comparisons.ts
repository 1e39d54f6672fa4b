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
import { parseCatalog } from '../parseCatalog';
import { readRenames, rememberRenames } from '../renames/rememberedRenames';
import type { Rename } from '../renames/rename';
import { renameOnTwin } from '../renames/renameOnTwin';
import { type Settled, settleRenames } from '../renames/settleRenames';
import { describeChoice } from './choose';
import { type Compared, compareCatalogs } from './compareCatalogs';
import type { CompareSnapshot, Comparison, ProofSnapshot, RenameAnswer } from './comparison';
import type { CompareInput, Comparisons, GenerationInput } from './comparisonCalls';
import { describeComparison } from './describeComparison';
import { planRevisions, writeRevisions } from './planRevisions';
import { proofOf, prove } from './prove';
import { type ReadSides, readSides } from './readSides';
import { createShelf } from './shelf';
import { viewObject } from './viewObject';

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
  readonly projectId: string;
  readonly comparison: Comparison;
  readonly sides: ReadSides;
  readonly compared: Compared;
  readonly answers: readonly RenameAnswer[];
}

interface Saved {
  readonly name: string;
  readonly catalog: Catalog;
}

export function createComparisons(options: ComparisonsOptions): Comparisons {
  const { connections, projects, twin } = options;
  const comparisons = createShelf<Kept>(KEPT_COMPARISONS, 'comparison', 'Compare again.');
  const catalogs = createShelf<Saved>(KEPT_CATALOGS, 'saved catalog', 'Open its file again.');
  const keep = async (
    made: Omit<Kept, 'compared' | 'comparison'>,
    id: string,
    push: Push<CompareSnapshot>,
    signal: AbortSignal,
  ) => {
    const { project } = await projects.read(made.projectId);
    const settled = await settle(made, { twin, push, signal });
    push({ phase: 'comparing' });
    const { from, to, renames } = settled;
    const compared = compareCatalogs(from, to, { original: made.sides.from.catalog, renames });
    const leftOut = [project.ledger.table, LOG_TABLE];
    const comparison = describeComparison({ id, sides: made.sides, compared, asked: settled.asked, leftOut });
    comparisons.put(id, { ...made, compared, comparison });
    return comparison;
  };
  const compare = async (input: CompareInput, push: Push<CompareSnapshot>, signal: AbortSignal) => {
    const { projectId, connectionId } = input;
    const { project, isTrusted } = await projects.read(projectId);
    const scope = { ...input.scope, ledgers: [project.ledger.table] };
    const saved = catalogs.get;
    const reading = { ...options, project, isTrusted, connectionId, saved, scope, push, signal };
    const answers = await readRenames(project);
    const sides = await readSides(input, reading);
    return keep({ projectId, sides, answers }, randomUUID(), push, signal);
  };
  const placeOf = async ({
    connectionId,
    projectId,
  }: {
    readonly connectionId: string;
    readonly projectId: string;
  }) => {
    const [connection, found] = await Promise.all([connections.use(connectionId), projects.read(projectId)]);
    return { connection, ...found };
  };
  const generation = async ({ connectionId, projectId, comparisonId, ...asked }: GenerationInput) => {
    const kept = comparisons.get(comparisonId);
    refuseOther(kept, { connectionId, projectId, as: asked.as });
    const again = () => placeOf({ connectionId, projectId });
    return { place: await again(), again, sides: { compared: kept.compared, ...sidesOf(kept) }, asked };
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
    async answerRenames({ projectId, comparisonId, answers }, signal) {
      const kept = comparisons.get(comparisonId);
      refuseOther(kept, { projectId });
      const { project } = await projects.read(projectId);
      const all = [...answers, ...kept.answers];
      const comparison = await keep({ ...kept, answers: all }, comparisonId, () => undefined, signal);
      await rememberRenames(project, answers);
      return comparison;
    },
    object: async ({ comparisonId, rowId }) => viewObject(comparisons.get(comparisonId).compared, rowId),
    choose: async ({ comparisonId, chosen }) =>
      describeChoice(comparisons.get(comparisonId).compared, chosen),
    prove: ({ comparisonId, chosen }, signal) =>
      snapshotsOf<ProofSnapshot>((push, ending) => {
        const { compared, sides } = comparisons.get(comparisonId);
        const labels = { from: sides.from.side.label, to: sides.to.side.label };
        return prove({ ...proofOf(compared, chosen), labels, twin }, push, ending);
      }, signal),
    async planRevisions(input) {
      const { place, sides, asked } = await generation(input);
      return planRevisions(place, sides, asked);
    },
    async writeRevisions({ planId, databaseName, ...input }) {
      const { place, again, sides, asked } = await generation(input);
      return writeRevisions(place, sides, { ...asked, planId, databaseName, again });
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

interface Settling {
  readonly twin: Twin;
  readonly push: Push<CompareSnapshot>;
  readonly signal: AbortSignal;
}

async function settle(
  { sides, answers }: Pick<Kept, 'sides' | 'answers'>,
  { twin, push, signal }: Settling,
): Promise<Settled> {
  const { from, wanted, canRename } = sides;
  if (!canRename) return { from: from.catalog, to: wanted(from.catalog), renames: [], asked: [] };
  const rename = (now: Catalog, renames: readonly Rename[]) => {
    push({ phase: 'renaming' });
    return renameOnTwin(now, renames, twin, signal);
  };
  return settleRenames({ from: from.catalog, wanted, answers, rename });
}

function sidesOf({ sides }: Kept) {
  return { from: sides.from.side, to: sides.to.side };
}

/** What is stamped is the database that was compared. */
function refuseOther(
  kept: Kept,
  {
    projectId,
    connectionId,
    as,
  }: { readonly projectId: string; readonly connectionId?: string; readonly as?: string },
): void {
  const compared = Object.values(sidesOf(kept)).flatMap(({ source }) =>
    source.kind === 'connection' ? [source.connectionId] : [],
  );
  const isOther = as === 'adopt' && connectionId !== undefined && !compared.includes(connectionId);
  if (kept.projectId === projectId && !isOther) return;
  throw badInput('That comparison is of another project or database.', 'Compare again.');
}
