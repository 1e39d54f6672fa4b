/**
 * What a generated revision does: what the models say (--autogenerate), or what was changed by hand, done once more
 * elsewhere (--adopt) or undone (--revert).
 */
import type { Catalog } from '../core/catalog/catalog';
import { refusePending } from '../core/catalog/comparison/planRevisions';
import { fetchCatalog } from '../core/catalog/fetchCatalog';
import { type Generated, generateContent, harmless } from '../core/catalog/generate/generateContent';
import { allTolerant } from '../core/catalog/generate/tolerant';
import { leaveOut, type Scope } from '../core/catalog/leaveOut';
import { fetchModelsCatalog } from '../core/catalog/sources/fetchModelsCatalog';
import { fetchReplayedCatalog } from '../core/catalog/sources/replayedCatalog';
import { type Naming, wantedByModels } from '../core/catalog/sources/wantedByModels';
import { badInput } from '../core/errors';
import type { Project } from '../core/project/project';
import type { Place } from '../core/revisions/place';
import { fetchApplied, readHistory } from '../core/revisions/revisions';
import { atOnce } from '../core/stretches';
import { namesDatabase, withPlace } from './place';
import type { RenameOptions } from './renameOptions';
import { type ComparedRenamed, compareRenamed } from './renames';
import { withTwin } from './twin';
import type { CommandContext, PlaceOptions } from './verb';

export interface AutogenerateOptions extends PlaceOptions, RenameOptions {
  readonly schema?: readonly string[];
  readonly excludeTable?: readonly string[];
  readonly naming?: Naming;
}

export type GeneratedRenamed = Generated & Pick<ComparedRenamed, 'answers'>;

export async function autogenerate(
  project: Project,
  options: AutogenerateOptions,
  context: CommandContext,
): Promise<GeneratedRenamed> {
  const scope = scopeOf(project, options);
  const from = leaveOut(await readNow(project, options, context), scope);
  const { spawnRunner } = context;
  const models = await withTwin(context, (twin, signal) =>
    fetchModelsCatalog({ project, isTrusted: true, target: from, spawnRunner, twin, signal }),
  );
  const naming = options.naming ?? 'project';
  const wanted = (now: Catalog) => leaveOut(atOnce(wantedByModels(now, models, naming)), scope);
  const { compared, answers } = await compareRenamed(
    { from, wanted, folder: project.folder },
    options,
    context,
  );
  return { ...atOnce(generateContent(compared, harmless(compared))), answers };
}

export async function generateFromDrift(
  project: Project,
  options: AutogenerateOptions & { readonly adopt?: boolean },
  context: CommandContext,
): Promise<GeneratedRenamed> {
  const scope = scopeOf(project, options);
  const { target, applied } = await withPlace(options, context, async (place) => {
    if (options.adopt) await refusePending(place);
    return { target: await fetchCatalog(place.connection.credentials), applied: await fetchApplied(place) };
  });
  const { spawnRunner } = context;
  const replayed = await withTwin(context, (twin, signal) =>
    fetchReplayedCatalog({ project, isTrusted: true, applied, spawnRunner, twin, signal }),
  );
  const [is, shouldBe] = [leaveOut(target, scope), leaveOut(replayed, scope)];
  const [from, to] = options.adopt ? [shouldBe, is] : [is, shouldBe];
  const { compared, answers } = await compareRenamed(
    { from, wanted: () => to, folder: project.folder },
    options,
    context,
  );
  // What was done by hand somebody has decided already.
  if (options.adopt) {
    const all = compared.rows.map(({ id }) => id);
    return { ...atOnce(generateContent(compared, all)), answers };
  }
  return { ...allTolerant(atOnce(generateContent(compared, harmless(compared)))), answers };
}

function scopeOf({ ledger }: Project, { schema, excludeTable }: AutogenerateOptions): Scope {
  const ledgers = [ledger.table];
  return { schemas: schema ?? [], excludeTables: excludeTable ?? [], ledgers, isOfRevisions: true };
}

/** The database where one is named; else what all revisions make, which no change by hand has touched. */
function readNow(project: Project, options: PlaceOptions, context: CommandContext): Promise<Catalog> {
  if (namesDatabase(options, project)) return withPlace(options, context, fetchUpToDate);
  const { spawnRunner } = context;
  return withTwin(context, (twin, signal) =>
    fetchReplayedCatalog({ project, isTrusted: true, applied: null, spawnRunner, twin, signal }),
  );
}

/** What pends would be generated once more. */
async function fetchUpToDate(place: Place): Promise<Catalog> {
  const { revisions } = await readHistory(place);
  const pending = revisions.filter(({ state }) => state === 'pending').map(({ name }) => name);
  if (pending.length === 0) return fetchCatalog(place.connection.credentials);
  throw badInput(
    `The database is not at the heads: ${pending.length} ${pending.length === 1 ? 'revision pends' : 'revisions pend'}, and would be generated again.`,
    'Upgrade it first, or name no database: then the models are compared with what all revisions make.',
  );
}
