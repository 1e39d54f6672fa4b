/** catalog and diff: what a database's schema is, and what would make one equal another. Nothing is changed. */
import type { Catalog } from '../core/catalog/catalog';
import type { Compared } from '../core/catalog/comparison/compareCatalogs';
import type { ProofSnapshot } from '../core/catalog/comparison/comparison';
import { describeChange, scriptOf, tellChange } from '../core/catalog/describeChange';
import type { Change, Difference } from '../core/catalog/diff/diffCatalogs';
import { fetchCatalog } from '../core/catalog/fetchCatalog';
import { describeLocker } from '../core/catalog/object';
import { renameChange } from '../core/catalog/renames/rename';
import { describeTarget, parseTarget } from '../core/connection/parseTarget';
import { atOnce } from '../core/stretches';
import { isUrl, readSides, type SideOptions } from './diffSides';
import { readNamedProject, withConnection, withPlaceOptions } from './place';
import { printable, printableLines } from './printable';
import { type RenameOptions, withRenameOptions } from './renameOptions';
import { compareRenamed } from './renames';
import { withTwin } from './twin';
import { type Cli, type CommandContext, EXIT, type PlaceOptions, usageError } from './verb';

interface DiffOptions extends SideOptions, RenameOptions {
  readonly sql?: boolean;
  readonly prove?: boolean;
  readonly schema?: readonly string[];
  readonly excludeTable?: readonly string[];
}

export function addCatalogs({ program, context, does }: Cli): void {
  withPlaceOptions(
    program
      .command('catalog')
      .description('a database’s schema, as one JSON document')
      .option('--grants', 'also what is granted'),
  ).action(does((options: CatalogCommandOptions) => printCatalog(options, context)));
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
      .option('--grants', 'also what is granted, of two databases or files written with --grants')
      .option('--prove', 'try the statements on copies without rows, and back'),
  );
  withRenameOptions(command).action(does((options: DiffOptions) => diff(options, context)));
}

interface CatalogCommandOptions extends PlaceOptions {
  readonly grants?: boolean;
}

async function printCatalog(options: CatalogCommandOptions, context: CommandContext): Promise<number> {
  const { grants } = options;
  const catalog = await withConnection(options, context, ({ credentials }) =>
    fetchCatalog(credentials, undefined, { grants }),
  );
  context.stdout.write(`${JSON.stringify(catalog)}\n`);
  return EXIT.done;
}

async function diff(options: DiffOptions, context: CommandContext): Promise<number> {
  refuseGrantsWithTwin(options);
  const project = await readNamedProject(options, context).catch(() => null);
  // Without a project the ledger has its usual name.
  const ledgers = [project?.ledger.table ?? 'SequelizeMeta'];
  const isOfRevisions = [options.from, options.to].includes('applied');
  const { schema: schemas = [], excludeTable: excludeTables = [] } = options;
  const scope = { schemas, excludeTables, ledgers, isOfRevisions };
  const { from, wanted } = await readSides(options, scope, context);
  const { compared } = await compareRenamed(
    { from, wanted, folder: project?.folder ?? null },
    options,
    context,
  );
  const { renames, difference } = compared;
  const changes = [...renames.map(renameChange), ...difference.changes];
  tellUnknown(difference, from, compared.to.catalog, context);
  const proof = options.prove ? await proveAll(compared, options, context) : null;
  if (options.sql) context.stdout.write(scriptOf(changes));
  else if (options.json) tellJson(changes, proof, context);
  else context.stdout.write(linesOf(changes, difference));
  for (const { object, message } of difference.refused) {
    context.stderr.write(`${printable(`${object}: ${message}`)}\n`);
  }
  const isHeld = proof === null || proof.verdict === 'proven';
  return changes.length === 0 && isEqual(difference) && isHeld ? EXIT.done : EXIT.failed;
}

function linesOf(changes: readonly Change[], { refused, unknown }: Difference): string {
  if (changes.length > 0) return changes.map((each) => `${printable(describeChange(each))}\n`).join('');
  if (refused.length > 0) return '';
  return unknown.length === 0 ? 'They are equal.\n' : 'What could be compared is equal.\n';
}

/** The local server has none of the roles. */
function refuseGrantsWithTwin({ grants, prove, from, to }: DiffOptions): void {
  if (!grants || !(prove || [from, to].some((each) => each === 'models' || each === 'applied'))) return;
  throw usageError(
    'Grants are compared between databases and saved catalogs alone.',
    'Leave out --grants, or models, applied and --prove.',
  );
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
    prove({ ...atOnce(proofOf(compared, all)), labels, twin }, () => undefined, signal),
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

function isEqual({ changes, unknown, refused }: Difference): boolean {
  return changes.length + unknown.length + refused.length === 0;
}

function tellUnknown({ unknown }: Difference, from: Catalog, to: Catalog, { stderr }: CommandContext): void {
  for (const id of unknown) {
    const pid = [from, to]
      .flatMap(({ objects }) => objects)
      .find((each) => each.id === id && each.lockedBy !== undefined)?.lockedBy;
    stderr.write(`${printable(`not compared, locked by ${describeLocker(pid ?? 0)}: ${id}`)}\n`);
  }
  const unread = new Map([...from.unread, ...to.unread].map(({ what, count }) => [what, count]));
  for (const [what, count] of unread)
    stderr.write(`not compared: ${count} ${what}${count === 1 ? '' : 's'}\n`);
}
