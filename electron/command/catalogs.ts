/** catalog and diff: what a database's schema is, and what would make one equal another. Nothing is changed. */
import { readFile } from 'node:fs/promises';
import type { Catalog } from '../core/catalog/catalog';
import type { Compared } from '../core/catalog/comparison/compareCatalogs';
import type { ProofSnapshot } from '../core/catalog/comparison/comparison';
import { describeChange, scriptOf, tellChange } from '../core/catalog/describeChange';
import type { Change, Difference } from '../core/catalog/diff/diffCatalogs';
import { fetchCatalog } from '../core/catalog/fetchCatalog';
import { leaveOut, type Scope } from '../core/catalog/leaveOut';
import { parseCatalog } from '../core/catalog/parseCatalog';
import { renameChange } from '../core/catalog/renames/rename';
import { fetchModelsCatalog } from '../core/catalog/sources/fetchModelsCatalog';
import { overlayModels } from '../core/catalog/sources/overlayModels';
import { fetchReplayedCatalog } from '../core/catalog/sources/replayedCatalog';
import { describeTarget, parseTarget } from '../core/connection/parseTarget';
import { badInput } from '../core/errors';
import { fetchApplied } from '../core/revisions/revisions';
import { namesDatabase, readNamedProject, withPlace, withPlaceOptions } from './place';
import { printableLines } from './printable';
import { type RenameOptions, withRenameOptions } from './renameOptions';
import { compareRenamed } from './renames';
import { withTwin } from './twin';
import { type Cli, type CommandContext, EXIT, type PlaceOptions, usageError } from './verb';

interface DiffOptions extends PlaceOptions, RenameOptions {
  readonly from: string;
  readonly to: string;
  readonly sql?: boolean;
  readonly prove?: boolean;
  readonly schema?: readonly string[];
  readonly excludeTable?: readonly string[];
}

export function addCatalogs({ program, context, does }: Cli): void {
  withPlaceOptions(
    program.command('catalog').description('a database’s schema, as one JSON document'),
  ).action(does((options: PlaceOptions) => printCatalog(options, context)));
  const command = withPlaceOptions(
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
      .option('--exclude-table <patterns...>', 'leave out tables, as table, schema.table or with *')
      .option('--prove', 'try the statements on copies without rows, and back'),
  );
  withRenameOptions(command).action(does((options: DiffOptions) => diff(options, context)));
}

async function printCatalog(options: PlaceOptions, context: CommandContext): Promise<number> {
  const catalog = await withPlace(options, context, ({ connection }) => fetchCatalog(connection.credentials));
  context.stdout.write(`${JSON.stringify(catalog)}\n`);
  return EXIT.done;
}

async function diff(options: DiffOptions, context: CommandContext): Promise<number> {
  const project = await readNamedProject(options, context).catch(() => null);
  // Without a project the ledger has its usual name.
  const ledgers = [project?.ledger.table ?? 'SequelizeMeta'];
  const scope = { schemas: options.schema ?? [], excludeTables: options.excludeTable ?? [], ledgers };
  const { from, wanted } = await readSides(options, scope, context);
  const { compared } = await compareRenamed(
    { from, wanted, folder: project?.folder ?? null },
    options,
    context,
  );
  const { renames, difference } = compared;
  const changes = [...renames.map(renameChange), ...difference.changes];
  tellUnknown(difference, from, compared.to, context);
  const proof = options.prove ? await proveAll(compared, options, context) : null;
  if (options.sql) context.stdout.write(scriptOf(changes));
  else if (options.json) tellJson(changes, proof, context);
  else if (changes.length === 0 && difference.refused.length === 0) context.stdout.write('They are equal.\n');
  else context.stdout.write(changes.map((each) => `${printableLines(describeChange(each))}\n`).join(''));
  for (const { object, message } of difference.refused) {
    context.stderr.write(`${printableLines(`${object}: ${message}`)}\n`);
  }
  const isHeld = proof === null || proof.verdict === 'proven';
  return changes.length === 0 && isEqual(difference) && isHeld ? EXIT.done : EXIT.failed;
}

function tellJson(changes: readonly Change[], proof: ProofSnapshot | null, { stdout }: CommandContext): void {
  stdout.write(`${JSON.stringify({ changes: changes.map(tellChange), ...(proof && { proof }) })}\n`);
}

async function proveAll(
  compared: Compared,
  options: DiffOptions,
  context: CommandContext,
): Promise<ProofSnapshot> {
  const { proofOf, prove } = await import('../core/catalog/comparison/prove');
  const all = compared.rows.map(({ id }) => id);
  const labels = { from: hidePassword(options.from), to: hidePassword(options.to) };
  const proof = await withTwin(context, (twin, signal) =>
    prove({ ...proofOf(compared, all), labels, twin }, () => undefined, signal),
  );
  for (const { status, title, message, sql, differences } of proof.steps) {
    const more = [message, sql, ...differences].filter((each) => each !== null);
    context.stderr.write(`${printableLines([`${status}: ${title}`, ...more].join('\n  '))}\n`);
  }
  context.stderr.write(`${proof.verdict}\n`);
  return proof;
}

function hidePassword(source: string): string {
  return isUrl(source) ? describeTarget(parseTarget({ url: source }).target) : source;
}

interface Sides {
  readonly from: Catalog;
  readonly wanted: (from: Catalog) => Catalog;
}

/** Models are compared with something: what they say nothing of is taken from there. */
async function readSides(options: DiffOptions, scope: Scope, context: CommandContext): Promise<Sides> {
  if (options.from === 'models' && options.to === 'models') {
    throw usageError('Both are the models.', 'Compare them with a database.');
  }
  if (options.from === 'models') {
    const to = leaveOut(await readSource(options.to, options, context), scope);
    return { from: leaveOut((await readModels(to, options, context))(to), scope), wanted: () => to };
  }
  const from = leaveOut(await readSource(options.from, options, context), scope);
  if (options.to === 'models') {
    const overlay = await readModels(from, options, context);
    return { from, wanted: (now) => leaveOut(overlay(now), scope) };
  }
  const to = leaveOut(await readSource(options.to, options, context), scope);
  return { from, wanted: () => to };
}

/** What a database is to become by them. */
async function readModels(target: Catalog, options: PlaceOptions, context: CommandContext) {
  const project = await readNamedProject(options, context);
  const { spawnRunner } = context;
  const { catalog, tables } = await withTwin(context, (twin, signal) =>
    fetchModelsCatalog({ project, isTrusted: true, target, spawnRunner, twin, signal }),
  );
  return (now: Catalog) => overlayModels(now, catalog, tables);
}

function isUrl(source: string): boolean {
  return /^postgres(ql)?:\/\//.test(source);
}

async function readSource(source: string, options: DiffOptions, context: CommandContext): Promise<Catalog> {
  if (isUrl(source)) return fetchCatalog(parseTarget({ url: source }));
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
  const other = [options.from, options.to].find(isUrl);
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
