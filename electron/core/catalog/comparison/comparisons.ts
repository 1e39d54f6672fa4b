/**
 * The comparisons of the front doors: makes them, keeps the catalogs of the latest few between calls, and answers
 * what is asked of one by its id. Knows no SQL. Start at `createComparisons`.
 */
import { randomUUID } from 'node:crypto';
import type { Connections } from '../../connection/connections';
import type { Projects } from '../../project/projects';
import type { SpawnRunner } from '../../project/runnerProcess';
import { whatFailed } from '../../revisions/offline/captureFailure';
import { type Push, snapshotsOf } from '../../snapshots';
import { withTurns } from '../../stretches';
import type { Twin } from '../../twin/twinKeeper';
import type { Catalog } from '../catalog';
import { parsingCatalog } from '../parseCatalog';
import { readRenames, rememberRenames } from '../renames/rememberedRenames';
import { describeChoice } from './choose';
import type { CompareSnapshot, Comparison, ProofSnapshot } from './comparison';
import type { CompareInput, Comparisons, GenerationInput } from './comparisonCalls';
import { type Kept, refuseOther, settle, sidesOf } from './keptComparison';
import { planRevisions, writeRevisions } from './planRevisions';
import { proofOf, prove } from './prove';
import { readSides } from './readSides';
import { createShelf } from './shelf';
import { createUploads } from './uploads';
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

interface Saved {
  readonly name: string;
  readonly catalog: Catalog;
}

export function createComparisons(options: ComparisonsOptions): Comparisons {
  const { connections, projects, twin } = options;
  const comparisons = createShelf<Kept>(KEPT_COMPARISONS, 'comparison', 'Compare again.');
  const catalogs = createShelf<Saved>(KEPT_CATALOGS, 'saved catalog', 'Open its file again.');
  const uploads = createUploads();
  const compare = async (
    input: CompareInput,
    push: Push<CompareSnapshot>,
    signal: AbortSignal,
  ): Promise<Comparison> => {
    const { projectId, connectionId } = input;
    const { project, isTrusted } = await projects.read(projectId);
    const isOfRevisions = [input.from, input.to].some(({ kind }) => kind === 'applied');
    const scope = { ...input.scope, ledgers: [project.ledger.table], isOfRevisions };
    const saved = catalogs.get;
    const answers = await readRenames(project);
    const reading = { ...options, project, isTrusted, connectionId, saved, scope, push, signal };
    const sides = await readSides(input, reading);
    const id = randomUUID();
    const kept = await settle(id, { projectId, sides, answers }, { project, twin, push, signal });
    comparisons.put(id, kept);
    return kept.comparison;
  };
  const placeOf = async ({
    connectionId,
    projectId,
  }: Pick<GenerationInput, 'connectionId' | 'projectId'>) => {
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
      const settling = { project, twin, push: () => undefined, signal };
      const answered = await settle(
        comparisonId,
        { ...kept, answers: [...answers, ...kept.answers] },
        settling,
      );
      if (answered.renameProblem !== undefined) throw answered.renameProblem;
      await rememberRenames(project, answers);
      comparisons.put(comparisonId, answered);
      return answered.comparison;
    },
    object: async ({ comparisonId, rowId }, signal) =>
      withTurns(viewObject(comparisons.get(comparisonId).compared, rowId), signal),
    choose: async ({ comparisonId, chosen }, signal) =>
      withTurns(describeChoice(comparisons.get(comparisonId).compared, chosen), signal),
    prove: ({ comparisonId, chosen }, signal) =>
      snapshotsOf<ProofSnapshot>(async (push, ending) => {
        const { compared, sides } = comparisons.get(comparisonId);
        const labels = { from: sides.from.side.label, to: sides.to.side.label };
        const proof = await withTurns(proofOf(compared, chosen), ending);
        return prove({ ...proof, labels, twin }, push, ending);
      }, signal),
    async planRevisions(input, signal) {
      const { place, sides, asked } = await generation(input);
      return planRevisions(place, sides, { ...asked, signal });
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
    upload: async ({ uploadId, text }) => ({ uploadId: uploads.add(uploadId, text) }),
    async load({ name, uploadId, text }) {
      const catalog = await withTurns(parsingCatalog(uploads.end(uploadId, text), name));
      const catalogId = randomUUID();
      catalogs.put(catalogId, { name, catalog });
      return { catalogId, name, serverVersion: catalog.serverVersion, objectCount: catalog.objects.length };
    },
  };
}
