/** revision --autogenerate: the difference between the models and the database, or the revisions, as a revision. */
import type { Catalog } from '../core/catalog/catalog';
import { fetchCatalog } from '../core/catalog/fetchCatalog';
import { type Generated, generateContent } from '../core/catalog/generate/generateContent';
import { leaveOut } from '../core/catalog/leaveOut';
import { fetchModelsCatalog } from '../core/catalog/sources/fetchModelsCatalog';
import { overlayModels } from '../core/catalog/sources/overlayModels';
import { fetchReplayedCatalog } from '../core/catalog/sources/replayedCatalog';
import { badInput } from '../core/errors';
import type { Project } from '../core/project/project';
import type { Place } from '../core/revisions/place';
import { readHistory } from '../core/revisions/revisions';
import { namesDatabase, withPlace } from './place';
import { withTwin } from './twin';
import type { CommandContext, PlaceOptions } from './verb';

export interface AutogenerateOptions extends PlaceOptions {
  readonly schema?: readonly string[];
  readonly excludeTable?: readonly string[];
}

export async function autogenerate(
  project: Project,
  options: AutogenerateOptions,
  context: CommandContext,
): Promise<Generated> {
  const scope = {
    schemas: options.schema ?? [],
    excludeTables: options.excludeTable ?? [],
    ledgers: [project.ledger.table],
  };
  const now = leaveOut(await readNow(project, options, context), scope);
  const { spawnRunner } = context;
  const { catalog, tables } = await withTwin(context, (twin, signal) =>
    fetchModelsCatalog({ project, isTrusted: true, target: now, spawnRunner, twin, signal }),
  );
  return generateContent(now, leaveOut(overlayModels(now, catalog, tables), scope));
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
