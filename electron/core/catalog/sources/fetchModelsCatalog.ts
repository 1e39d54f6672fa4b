/** The schema that a project's models make: synchronised into a scratch database of the twin and read from there. */
import type { Credentials } from '../../connection/parseTarget';
import { badInput, CoreError, type ErrorInfo } from '../../errors';
import { codeEnv } from '../../project/codeEnv';
import type { Project } from '../../project/project';
import type { SpawnRunner } from '../../project/runnerProcess';
import { fromRunner, type ModelTable, type SyncMessage } from '../../project/runnerProtocol';
import { startRunner } from '../../project/startRunner';
import { notTrusted } from '../../revisions/revisions';
import type { Scratch } from '../../twin/scratchDatabase';
import type { Twin } from '../../twin/twinKeeper';
import type { Catalog, ObjectKind } from '../catalog';
import { type Cloning, openCloning, runAlone } from '../clone/cloning';
import { diffInTurns } from '../diff/diffCatalogs';
import { fetchCatalog } from '../fetchCatalog';

export interface ModelsInput {
  readonly project: Project;
  readonly isTrusted: boolean;
  /** What models can't say and may need is taken from here: schemas, extensions, domains, functions. */
  readonly target: Catalog;
  readonly spawnRunner: SpawnRunner;
  readonly twin: Twin;
  readonly signal: AbortSignal;
}

export interface ModelsCatalog {
  readonly catalog: Catalog;
  /** Of all models. */
  readonly tables: readonly ModelTable[];
}

export function fetchModelsCatalog(input: ModelsInput): Promise<ModelsCatalog> {
  const { project, isTrusted, target, twin, signal } = input;
  if (!isTrusted) throw notTrusted(project);
  const { modelsFolder } = project;
  if (modelsFolder === null) {
    throw badInput(
      `${project.folder} has no models.`,
      'Lockstep looks in models/, db/models/, src/models/ and database/models/, or where "lockstep": { "models": … } in package.json says.',
      'models',
    );
  }
  return twin.withScratchDatabase(async (scratch, ending) => {
    await prepareScratch(scratch, target);
    const tables = await sync(input, modelsFolder, scratch.guest, ending);
    return { catalog: await fetchCatalog(scratch.guest, ending), tables };
  }, signal);
}

const NEEDED: ReadonlySet<ObjectKind> = new Set([
  'schema',
  'extension',
  'collation',
  'domain',
  'composite',
  'range',
  'function',
]);

/** As far as it goes: what fails here, such as an extension that is not installed, models may not need. */
async function prepareScratch(scratch: Scratch, target: Catalog): Promise<void> {
  const cloning = await openCloning(scratch);
  try {
    const empty = await fetchCatalog(scratch.guest);
    const objects = target.objects.filter(({ kind }) => NEEDED.has(kind));
    const { changes } = await diffInTurns(empty, { ...target, objects });
    for (const { sql } of changes.filter(({ action }) => action === 'create').flatMap(({ steps }) => steps)) {
      await attempt(cloning, sql);
    }
  } finally {
    await cloning.close();
  }
}

async function attempt(cloning: Cloning, sql: string): Promise<void> {
  await runAlone(cloning, sql).catch((error) => {
    if (cloning.session.isLost) throw error;
  });
}

const VERSION = '18.0.0';

async function sync(
  { project, spawnRunner }: ModelsInput,
  modelsPath: string,
  credentials: Credentials,
  signal: AbortSignal,
): Promise<readonly ModelTable[]> {
  const runner = startRunner(spawnRunner, project.folder);
  const heard: { tables: readonly ModelTable[] | null; error: ErrorInfo | null } = {
    tables: null,
    error: null,
  };
  const { child } = runner;
  child.onMessage((message) => {
    const { data } = fromRunner.safeParse(message);
    if (data?.type === 'models') heard.tables = data.tables;
    if (data?.type === 'refused') heard.error ??= data.error;
    if (data?.type === 'ended') child.kill();
  });
  const cancel = () => child.kill();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    child.send({
      type: 'sync-models',
      projectFolder: project.folder,
      modelsPath,
      codeEnv: codeEnv(project, credentials),
      credentials,
      serverVersion: VERSION,
    } satisfies SyncMessage);
    const { code } = await child.exit;
    signal.throwIfAborted();
    if (heard.error) throw new CoreError(heard.error);
    if (heard.tables) return heard.tables;
    throw badInput(
      `The models in ${modelsPath} could not be read: their process ended (${code}).`,
      'Mend them.',
    );
  } finally {
    signal.removeEventListener('abort', cancel);
    runner.drop();
  }
}
