/** revision, merge and rebase: what they do to files is shown as a difference, and then done. */
import { type Command, Option } from 'commander';
import { createTwoFilesPatch } from 'diff';
import { type Generated, revisionsOf } from '../core/catalog/generate/generateContent';
import type { RenameAnswer } from '../core/catalog/renames/settleRenames';
import type { Project } from '../core/project/project';
import type { Authoring, FileChange, FileChangePlan } from '../core/revisions/authoring/fileChange';
import { fetchApplied } from '../core/revisions/revisions';
import type { AutogenerateOptions } from './autogenerate';
import { namesDatabase, readNamedProject, withPlace, withPlaceOptions } from './place';
import { printable, printableLines } from './printable';
import { withRenameOptions } from './renameOptions';
import { type Cli, type CommandContext, EXIT, type PlaceOptions, tell, usageError } from './verb';

interface WriteOptions extends PlaceOptions {
  readonly dryRun?: boolean;
}

interface RevisionOptions extends WriteOptions, AutogenerateOptions {
  readonly autogenerate?: boolean;
  readonly adopt?: boolean;
  readonly revert?: boolean;
  readonly message: string;
  readonly format?: 'js' | 'mjs' | 'cjs' | 'ts' | 'sql';
  readonly parent?: readonly string[];
  readonly branch?: string;
  readonly splice?: boolean;
  readonly dependsOn?: readonly string[];
}

interface MergeOptions extends WriteOptions {
  readonly message?: string;
  readonly branch?: string;
}

interface RebaseOptions extends WriteOptions {
  readonly onto: string;
}

export function addWriteRevisions(cli: Cli): void {
  addRevision(cli);
  addMerge(cli);
  addRebase(cli);
}

function addRevision({ program, context, does }: Cli): void {
  const command = program
    .command('revision')
    .description('a new revision: empty, or with --autogenerate what the models say')
    .requiredOption('-m, --message <text>', 'what it is to do; becomes part of its name')
    .option('--format <format>', 'js, mjs, cjs, ts or sql; else what the project mostly uses')
    .option('--parent <names...>', 'what it follows; else the only head')
    .option('--branch <label>', 'begins a branch with this label')
    .option('--splice', 'allow a parent that is no head')
    .option('--depends-on <names...>', 'revisions that must be applied before it')
    .option('--autogenerate', 'write what makes the database, or the revisions, as the models say')
    .option('--adopt', 'write what was changed in the database by hand, and stamp it there')
    .option('--revert', 'write what undoes what was changed in the database by hand')
    .option('--schema <names...>', 'of what is generated: only what is in these schemas')
    .option(
      '--exclude-table <patterns...>',
      'of what is generated: no tables such as table, schema.table or a*',
    );
  command.addOption(
    new Option('--naming <convention>', 'of what is generated: names of keys and indexes')
      .choices(['project', 'as-modelled'])
      .default('project'),
  );
  withRenameOptions(withWriteOptions(command)).action(
    does((options: RevisionOptions) => {
      const { message, format, parent, branch, splice, dependsOn } = options;
      const authoring: Authoring = {
        kind: 'revision',
        message,
        format,
        parents: parent,
        branch,
        splice,
        dependsOn,
      };
      const isGenerated = options.autogenerate || options.adopt || options.revert;
      return isGenerated
        ? writeGenerated(authoring, options, context)
        : writeAuthoring(authoring, options, context);
    }),
  );
}

type New = Extract<Authoring, { readonly kind: 'revision' }>;

/** What is better done outside of a transaction gets a revision of its own, after the other. */
async function writeGenerated(
  authoring: New,
  options: RevisionOptions,
  context: CommandContext,
): Promise<number> {
  const { autogenerate, generateFromDrift } = await import('./autogenerate');
  const project = await readNamedProject(options, context);
  refuseTogether(options);
  const generate = options.autogenerate ? autogenerate : generateFromDrift;
  const generated = await generate(project, options, context);
  tellLeftOut(generated, context);
  const revisions = revisionsOf(authoring.message, generated);
  if (!revisions && generated.refused.length === 0) {
    tell(context, options, { changes: [] }, () => nothingToDo(options, generated));
    return EXIT.done;
  }
  if (!revisions) return EXIT.failed;
  await writeAuthoring({ ...authoring, ...revisions }, options, context);
  if (options.dryRun) return EXIT.done;
  if (generated.answers.length > 0) await remember(project, generated.answers);
  if (!options.adopt) return EXIT.done;
  const { stamp } = await import('./stamp');
  return stamp(['heads'], options, context);
}

function nothingToDo({ autogenerate }: RevisionOptions, { unknown }: Generated): string {
  if (unknown.length > 0) return 'Nothing to do for what could be compared.\n';
  return autogenerate
    ? 'Nothing to do: the models say what is there.\n'
    : 'Nothing to do: nothing was changed by hand.\n';
}

function tellLeftOut({ refused, blocked, unknown }: Generated, { stderr }: CommandContext): void {
  for (const { object, message } of refused) stderr.write(`${printable(`${object}: ${message}`)}\n`);
  for (const { rowId, message } of blocked) {
    stderr.write(`${printable(`left out: ${rowId}. ${message}`)}\n`);
  }
  for (const id of unknown) stderr.write(`${printable(`not compared, locked: ${id}`)}\n`);
}

/** Who works on the project next need not answer again. */
async function remember(project: Project, answers: readonly RenameAnswer[]): Promise<void> {
  const { rememberRenames } = await import('../core/catalog/renames/rememberedRenames');
  await rememberRenames(project, answers);
}

function refuseTogether({ autogenerate, adopt, revert }: RevisionOptions): void {
  if ([autogenerate, adopt, revert].filter(Boolean).length < 2) return;
  throw usageError('Only one of --autogenerate, --adopt and --revert can be had.', 'Choose one.');
}

function addMerge({ program, context, does }: Cli): void {
  const command = program
    .command('merge')
    .description('a revision that joins heads')
    .argument('[heads...]', 'which; else all')
    .option('-m, --message <text>', 'becomes part of its name')
    .option('--branch <label>', 'gives the label to what begins with it');
  withWriteOptions(command).action(
    does((options: MergeOptions, names: readonly string[]) => {
      const heads = names.length === 0 ? undefined : names;
      return writeAuthoring(
        { kind: 'merge', heads, message: options.message, branch: options.branch },
        options,
        context,
      );
    }),
  );
}

function addRebase({ program, context, does }: Cli): void {
  const command = program
    .command('rebase')
    .description('move an unapplied branch on top of another head')
    .argument('<head>', 'the head of the branch that moves')
    .requiredOption('--onto <head>', 'the head on top of which it goes');
  withWriteOptions(command).action(
    does((options: RebaseOptions, head: string) =>
      writeAuthoring({ kind: 'rebase', head, onto: options.onto }, options, context),
    ),
  );
}

function withWriteOptions(command: Command): Command {
  return withPlaceOptions(command.option('--dry-run', 'show what would be written, and leave it at that'));
}

export async function writeAuthoring(
  authoring: Authoring,
  options: WriteOptions,
  context: CommandContext,
): Promise<number> {
  const project = await readNamedProject(options, context);
  const input = {
    project,
    applied: await readApplied(authoring, project, options, context),
    authoring,
    now: new Date(),
  };
  // With its parsers it is most of the command's code, and nothing else needs it.
  const { planFiles, writeFiles } = await import('../core/revisions/authoring/planFiles');
  const plan = await planFiles(input);
  if (!options.dryRun) await writeFiles({ ...input, planId: plan.id });
  tell(context, options, plan, () => describePlan(plan, options.dryRun ?? false));
  return EXIT.done;
}

/** Only moving revisions depends on where they are applied. */
async function readApplied(
  authoring: Authoring,
  project: Project,
  options: WriteOptions,
  context: CommandContext,
): Promise<ReadonlySet<string>> {
  if (authoring.kind !== 'rebase') return new Set();
  if (namesDatabase(options, project)) return withPlace(options, context, fetchApplied);
  context.stderr.write(
    'No database is named, so whether these revisions are applied anywhere was not checked.\n',
  );
  return new Set();
}

function describePlan(plan: FileChangePlan, isDry: boolean): string {
  const changes = plan.changes.map((change) => (isDry ? describeText(change) : `${describeFile(change)}\n`));
  const notes = plan.notes.map((note) => `${printableLines(note)}\n`);
  return `${changes.join('')}${printableLines(plan.summary)}\n${notes.join('')}`;
}

function describeFile({ path, before, renamedFrom }: FileChange): string {
  if (renamedFrom !== null) return `${printable(renamedFrom)} -> ${printable(path)}`;
  return `${before === null ? 'new' : 'changed'}: ${printable(path)}`;
}

function describeText({ path, before, after, renamedFrom }: FileChange): string {
  const old = before === null ? '/dev/null' : (renamedFrom ?? path);
  return printableLines(createTwoFilesPatch(old, path, before ?? '', after));
}
