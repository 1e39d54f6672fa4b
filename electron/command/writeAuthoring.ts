/** What a verb does to files: shown as a difference, and then done. */
import { createTwoFilesPatch } from 'diff';
import type { Project } from '../core/project/project';
import type { Authoring, FileChange, FileChangePlan } from '../core/revisions/authoring/fileChange';
import { fetchApplied } from '../core/revisions/revisions';
import { namesDatabase, readNamedProject, withPlace } from './place';
import { printable, printableLines } from './printable';
import { type CommandContext, EXIT, type PlaceOptions, tell } from './verb';

export interface WriteOptions extends PlaceOptions {
  readonly dryRun?: boolean;
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
