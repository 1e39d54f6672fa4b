/** The two sides of diff, each read from where it is said to be. Start at `readSides`. */
import { readFile } from 'node:fs/promises';
import type { Catalog } from '../core/catalog/catalog';
import { fetchCatalog } from '../core/catalog/fetchCatalog';
import { schemaOf } from '../core/catalog/identity';
import { leaveOut, type Scope } from '../core/catalog/leaveOut';
import { parseCatalog } from '../core/catalog/parseCatalog';
import { fetchModelsCatalog } from '../core/catalog/sources/fetchModelsCatalog';
import { fetchReplayedCatalog } from '../core/catalog/sources/replayedCatalog';
import { wantedByModels } from '../core/catalog/sources/wantedByModels';
import { parseTarget } from '../core/connection/parseTarget';
import { badInput } from '../core/errors';
import { fetchApplied } from '../core/revisions/revisions';
import { atOnce } from '../core/stretches';
import { namesDatabase, readNamedProject, withPlace } from './place';
import { withTwin } from './twin';
import { type CommandContext, type PlaceOptions, usageError } from './verb';

export interface SideOptions extends PlaceOptions {
  readonly from: string;
  readonly to: string;
  readonly grants?: boolean;
}

export interface Sides {
  readonly from: Catalog;
  readonly wanted: (from: Catalog) => Catalog;
}

/** Models are compared with something: what they say nothing of is taken from there. */
export async function readSides(options: SideOptions, scope: Scope, context: CommandContext): Promise<Sides> {
  if (options.from === 'models' && options.to === 'models') {
    throw usageError('Both are the models.', 'Compare them with a database.');
  }
  if (options.from === 'models') {
    const to = leaveOut(await readSource(options.to, options, context), scope);
    return { from: leaveOut((await readModels(to, options, context))(to), scope), wanted: () => to };
  }
  const source = await readSource(options.from, options, context);
  const from = leaveOut(source, scope);
  if (options.to === 'models') {
    const overlay = await readModels(from, options, context);
    return { from, wanted: (now) => leaveOut(overlay(now), scope) };
  }
  const target = await readSource(options.to, options, context);
  refuseUnknownSchemas(scope, [source, target]);
  const to = leaveOut(target, scope);
  return { from, wanted: () => to };
}

/** A slip of the pen would leave nothing to compare, and that is equal. */
function refuseUnknownSchemas({ schemas = [] }: Scope, sides: readonly Catalog[]): void {
  const objects = sides.flatMap((side) => side.objects);
  const known = new Set(objects.map((each) => (each.kind === 'schema' ? each.name : schemaOf(each))));
  const unknown = schemas.filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  throw usageError(`Neither side has a schema “${unknown.join('”, “')}”.`, 'Check its name.');
}

/** What a database is to become by them. */
async function readModels(target: Catalog, options: PlaceOptions, context: CommandContext) {
  const project = await readNamedProject(options, context);
  const { spawnRunner } = context;
  const models = await withTwin(context, (twin, signal) =>
    fetchModelsCatalog({ project, isTrusted: true, target, spawnRunner, twin, signal }),
  );
  return (now: Catalog) => atOnce(wantedByModels(now, models, 'project'));
}

export function isUrl(source: string): boolean {
  return /^postgres(ql)?:\/\//.test(source);
}

async function readSource(source: string, options: SideOptions, context: CommandContext): Promise<Catalog> {
  const { grants } = options;
  if (isUrl(source)) return fetchCatalog(parseTarget({ url: source }), undefined, { grants });
  if (source === 'applied') return replay(options, context);
  const text = await readFile(source, 'utf8').catch(() => {
    throw badInput(
      `${source} is no URL, no file that can be read, and not “models” or “applied”.`,
      'See lockstep diff --help.',
    );
  });
  const catalog = parseCatalog(text, source);
  if (!grants || catalog.hasGrants) return catalog;
  throw badInput(`${source} says nothing of grants.`, 'Write it again with lockstep catalog --grants.');
}

/** The revisions that the database has, where one is named; else all of the project's. */
async function replay(options: SideOptions, context: CommandContext): Promise<Catalog> {
  const project = await readNamedProject(options, context);
  const other = [options.from, options.to].find(isUrl);
  const named = options.url === undefined && other !== undefined ? { ...options, url: other } : options;
  const applied = namesDatabase(named, project) ? await withPlace(named, context, fetchApplied) : null;
  const { spawnRunner } = context;
  return withTwin(context, (twin, signal) =>
    fetchReplayedCatalog({ project, isTrusted: true, applied, spawnRunner, twin, signal }),
  );
}
