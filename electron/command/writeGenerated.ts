/** revision --autogenerate, --adopt and --revert: what is generated is written, and where it is adopted, stamped. */
import type { Generated } from '../core/catalog/generate/generateContent';
import { revisionsOf } from '../core/catalog/generate/revisionsOf';
import type { RenameAnswer } from '../core/catalog/renames/settleRenames';
import type { Project } from '../core/project/project';
import type { Authoring } from '../core/revisions/authoring/fileChange';
import type { AutogenerateOptions } from './autogenerate';
import { readNamedProject } from './place';
import { printable } from './printable';
import { type CommandContext, EXIT, tell, usageError } from './verb';
import { type WriteOptions, writeAuthoring } from './writeAuthoring';

export interface GenerateOptions extends WriteOptions, AutogenerateOptions {
  readonly autogenerate?: boolean;
  readonly adopt?: boolean;
  readonly revert?: boolean;
}

type New = Extract<Authoring, { readonly kind: 'revision' }>;

/** What is better done outside of a transaction gets a revision of its own, after the other. */
export async function writeGenerated(
  authoring: New,
  options: GenerateOptions,
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

function nothingToDo({ autogenerate }: GenerateOptions, { unknown }: Generated): string {
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

function refuseTogether({ autogenerate, adopt, revert }: GenerateOptions): void {
  if ([autogenerate, adopt, revert].filter(Boolean).length < 2) return;
  throw usageError('Only one of --autogenerate, --adopt and --revert can be had.', 'Choose one.');
}
