/** catalog and diff: what a database's schema is, and what would make one equal another. Nothing is changed. */
import { readFile } from 'node:fs/promises';
import type { Catalog } from '../core/catalog/catalog';
import { describeChange, scriptOf, tellChange } from '../core/catalog/describeChange';
import { type Difference, diffCatalogs } from '../core/catalog/diff/diffCatalogs';
import { fetchCatalog } from '../core/catalog/fetchCatalog';
import { leaveOut } from '../core/catalog/leaveOut';
import { parseCatalog } from '../core/catalog/parseCatalog';
import { fetchModelsCatalog } from '../core/catalog/sources/fetchModelsCatalog';
import { overlayModels } from '../core/catalog/sources/overlayModels';
import { fetchReplayedCatalog } from '../core/catalog/sources/replayedCatalog';
import { parseTarget } from '../core/connection/parseTarget';
import { badInput } from '../core/errors';
import { fetchApplied } from '../core/revisions/revisions';
import { namesDatabase, readNamedProject, withPlace, withPlaceOptions } from './place';
import { printableLines } from './printable';
import { withTwin } from './twin';
import { type Cli, type CommandContext, EXIT, type PlaceOptions, usageError } from './verb';

interface DiffOptions extends PlaceOptions {
  readonly from: string;
  readonly to: string;
  readonly sql?: boolean;
  readonly schema?: readonly string[];
  readonly excludeTable?: readonly string[];
}

export function addCatalogs({ program, context, does }: Cli): void {
  withPlaceOptions(
    program.command('catalog').description('a database’s schema, as one JSON document'),
  ).action(does((options: PlaceOptions) => printCatalog(options, context)));
  withPlaceOptions(
    program
      .command('diff')
      .description('what must be done to one schema so that it equals another; exit 1 where they differ')
      .requiredOption(
        '--from <schema>',
        'a URL, a file written by catalog, models, or applied (revisions, replayed)',
      )
      .requiredOption('--to <schema>', 'the same')
      .option('--sql', 'the statements alone')
      .option('--schema <names...>', 'only what is in these schemas')
      .option('--exclude-table <patterns...>', 'leave out tables, as table, schema.table or with *'),
  ).action(does((options: DiffOptions) => diff(options, context)));
}

async function printCatalog(options: PlaceOptions, context: CommandContext): Promise<number> {
  const catalog = await withPlace(options, context, ({ connection }) => fetchCatalog(connection.credentials));
  context.stdout.write(`${JSON.stringify(catalog)}\n`);
  return EXIT.done;
}

async function diff(options: DiffOptions, context: CommandContext): Promise<number> {
  const ledgers = await ledgersOf(options, context);
  const scope = { schemas: options.schema ?? [], excludeTables: options.excludeTable ?? [], ledgers };
  const { from, to } = await readSides(options, context);
  const difference = diffCatalogs(leaveOut(from, scope), leaveOut(to, scope));
  tellUnknown(difference, from, to, context);
  const { changes } = difference;
  if (options.sql) context.stdout.write(scriptOf(changes));
  else if (options.json) context.stdout.write(`${JSON.stringify({ changes: changes.map(tellChange) })}\n`);
  else if (changes.length === 0 && difference.refused.length === 0) context.stdout.write('They are equal.\n');
  else context.stdout.write(changes.map((each) => `${printableLines(describeChange(each))}\n`).join(''));
  for (const { object, message } of difference.refused) {
    context.stderr.write(`${printableLines(`${object}: ${message}`)}\n`);
  }
  return isEqual(difference) ? EXIT.done : EXIT.failed;
}

/** Without a project the ledger has its usual name. */
async function ledgersOf(options: DiffOptions, context: CommandContext): Promise<readonly string[]> {
  const project = await readNamedProject(options, context).catch(() => null);
  return project ? [project.ledger.table] : ['SequelizeMeta'];
}

/** Models are compared with something: what they say nothing of is taken from there. */
async function readSides(options: DiffOptions, context: CommandContext) {
  const names = [options.from, options.to];
  if (names.every((name) => name === 'models'))
    throw usageError('Both are the models.', 'Compare them with a database.');
  const from = options.from === 'models' ? null : await readSource(options.from, options, context);
  const to = options.to === 'models' ? null : await readSource(options.to, options, context);
  const other = from ?? to;
  if (!other) throw usageError('Nothing is named.', 'See lockstep diff --help.');
  return {
    from: from ?? (await readModels(other, options, context)),
    to: to ?? (await readModels(other, options, context)),
  };
}

async function readModels(target: Catalog, options: PlaceOptions, context: CommandContext): Promise<Catalog> {
  const project = await readNamedProject(options, context);
  const { spawnRunner } = context;
  const { catalog, tables } = await withTwin(context, (twin, signal) =>
    fetchModelsCatalog({ project, isTrusted: true, target, spawnRunner, twin, signal }),
  );
  return overlayModels(target, catalog, tables);
}

async function readSource(source: string, options: DiffOptions, context: CommandContext): Promise<Catalog> {
  if (/^postgres(ql)?:\/\//.test(source)) return fetchCatalog(parseTarget({ url: source }));
  if (source === 'applied') return replay(options, context);
  const text = await readFile(source, 'utf8').catch(() => {
    throw badInput(
      `${source} is no URL, no file that can be read, and not “models” or “applied”.`,
      'See lockstep diff --help.',
    );
  });
  return parseCatalog(text, source);
}

/** The revisions that the database has, where one is named; else all of the project's. */
async function replay(options: DiffOptions, context: CommandContext): Promise<Catalog> {
  const project = await readNamedProject(options, context);
  const other = [options.from, options.to].find((each) => /^postgres(ql)?:\/\//.test(each));
  const named = options.url === undefined && other !== undefined ? { ...options, url: other } : options;
  const applied = namesDatabase(named, project) ? await withPlace(named, context, fetchApplied) : null;
  const { spawnRunner } = context;
  return withTwin(context, (twin, signal) =>
    fetchReplayedCatalog({ project, isTrusted: true, applied, spawnRunner, twin, signal }),
  );
}

function isEqual({ changes, unknown, refused }: Difference): boolean {
  return changes.length + unknown.length + refused.length === 0;
}

function tellUnknown({ unknown }: Difference, from: Catalog, to: Catalog, { stderr }: CommandContext): void {
  for (const id of unknown) {
    const pid = [from, to]
      .flatMap(({ objects }) => objects)
      .find((each) => each.id === id && each.lockedBy)?.lockedBy;
    stderr.write(`${printableLines(`not compared, locked by pid ${pid}: ${id}`)}\n`);
  }
  const unread = new Map([...from.unread, ...to.unread].map(({ what, count }) => [what, count]));
  for (const [what, count] of unread)
    stderr.write(`not compared: ${count} ${what}${count === 1 ? '' : 's'}\n`);
}
