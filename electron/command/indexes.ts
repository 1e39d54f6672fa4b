/** indexes: what might be done about them, and what has come of it. Looks; with --dismiss or --write it writes files of the project. */
import { homeFolder } from '../core/home/homeFolder';
import type { IndexEffect } from '../core/indexes/effects/indexEffect';
import type { Suggestions } from '../core/indexes/fetchSuggestions';
import type { Suggestion } from '../core/indexes/suggestion';
import type { Place } from '../core/revisions/place';
import { describeEffects } from './effectsText';
import { formatOption } from './formatOption';
import { withPlace, withPlaceOptions } from './place';
import { type PlanTwinOptions, withPlanTwinOptions } from './planTwin';
import { printable } from './printable';
import { describeSuggestion } from './suggestionText';
import { type Cli, type CommandContext, EXIT, type PlaceOptions, tell, usageError } from './verb';
import { describeMissing } from './workloadText';

export interface IndexesOptions extends PlaceOptions, PlanTwinOptions {
  readonly workload?: boolean;
  readonly dismiss?: string;
  readonly restore?: string;
  readonly why?: string;
  readonly write?: readonly string[];
  readonly message?: string;
  readonly separately?: boolean;
  readonly format?: 'js' | 'mjs' | 'cjs' | 'ts' | 'sql';
  readonly dryRun?: boolean;
}

export function addIndexes({ program, context, does }: Cli): void {
  const command = program
    .command('indexes')
    .description('suggestions about indexes: what to make, to drop or to mend, and why')
    .option(
      '--workload',
      'also what the counted queries would run faster with, tried on a local copy without rows',
    );
  withPlaceOptions(
    withPlanTwinOptions(command)
      .option('--write <ids...>', 'write revisions that do these')
      .option('-m, --message <text>', 'with --write: what they are to do; becomes part of their names')
      .option('--separately', 'with --write: a revision for each')
      .addOption(formatOption('with --write: the kind of file; else what the project mostly uses'))
      .option('--dry-run', 'with --write: show what would be written, and leave it at that')
      .option('--dismiss <id>', 'suggest it no more; remembered in .lockstep/suggestions.json')
      .option('--why <reason>', 'with --dismiss: for whoever meets it next')
      .option('--restore <id>', 'suggest it again'),
  ).action(does((options: IndexesOptions) => indexes(options, context)));
}

async function indexes(options: IndexesOptions, context: CommandContext): Promise<number> {
  refuseTogether(options);
  if (options.restore !== undefined) return restore(options.restore, options, context);
  const { found, folder, effects, placed } = await look(options, context);
  if (placed) {
    const { writeSuggestions } = await import('./writeSuggestions');
    return writeSuggestions(placed, options, context);
  }
  if (options.dismiss !== undefined) return dismiss(options.dismiss, folder, found, options, context);
  tell(context, options, documentOf(found, effects), () => describeAll(found, effects));
  if (found.workload.state !== 'ready') context.stderr.write(describeMissing(found.workload));
  return EXIT.done;
}

/** All that the target is asked, before anything is told or written. */
function look(options: IndexesOptions, context: CommandContext) {
  return withPlace(options, context, async (place) => {
    const { folder } = place.project;
    const found = await find(place, options, context);
    if (options.write) {
      const { placeSuggestions } = await import('./writeSuggestions');
      const placed = await placeSuggestions(chosen(options.write, found), place.connection);
      return { found, folder, placed, effects: [] };
    }
    const { fetchEffects } = await import('../core/indexes/effects/fetchEffects');
    const home = homeFolder(context.env);
    const effects = await fetchEffects({ connection: place.connection, projectFolder: folder, home });
    const { withoutUntried } = await import('../core/indexes/effects/untried');
    const suggestions = withoutUntried(found.suggestions, effects);
    return { found: { ...found, suggestions }, folder, effects, placed: null };
  });
}

async function find(
  { connection, project: { folder } }: Place,
  options: IndexesOptions,
  context: CommandContext,
): Promise<Suggestions> {
  const { addWorkloadAdvice, fetchSuggestions } = await import('../core/indexes/fetchSuggestions');
  const found = await fetchSuggestions(connection.watch, folder);
  if (!options.workload || found.workload.state !== 'ready') return found;
  const { adviseOnWorkload } = await import('./workloadAdvice');
  const advice = await adviseOnWorkload(connection.credentials, options, context);
  return advice ? addWorkloadAdvice(found, advice.suggestions, folder) : found;
}

/** Ids, or as much of their beginning as only one has. */
function chosen(ids: readonly string[], { suggestions }: Suggestions): readonly Suggestion[] {
  return ids.map((id) => {
    const [found, ...others] = suggestions.filter((each) => each.id.startsWith(id));
    if (found && others.length === 0) return found;
    throw usageError(
      found ? `Several suggestions begin with ${id}.` : `There is no suggestion ${id}.`,
      'See lockstep indexes.',
    );
  });
}

async function dismiss(
  id: string,
  folder: string,
  found: Suggestions,
  options: IndexesOptions,
  context: CommandContext,
): Promise<number> {
  const { dismissSuggestion } = await import('../core/indexes/dismissals');
  const { userAtHost } = await import('../core/home/userAtHost');
  if (options.why === undefined) throw usageError('A reason is needed.', 'Give one with --why.');
  const [suggestion] = chosen([id], found);
  if (!suggestion) throw usageError(`There is no suggestion ${id}.`, 'See lockstep indexes.');
  const by = { why: options.why, by: userAtHost(), at: new Date() };
  await dismissSuggestion(folder, suggestion, by);
  tell(context, options, { dismissed: suggestion.id }, () => `Dismissed: ${printable(suggestion.reason)}\n`);
  return EXIT.done;
}

async function restore(id: string, options: IndexesOptions, context: CommandContext): Promise<number> {
  const { restoreSuggestion } = await import('../core/indexes/dismissals');
  const { readNamedProject } = await import('./place');
  await restoreSuggestion((await readNamedProject(options, context)).folder, id);
  tell(context, options, { restored: id }, () => `${printable(id)} is suggested again.\n`);
  return EXIT.done;
}

function refuseTogether({ write, message, dismiss: id, restore: other }: IndexesOptions): void {
  if ([write, id, other].filter((each) => each !== undefined).length > 1)
    throw usageError('Only one of --write, --dismiss and --restore can be had.', 'Choose one.');
  if (write && message === undefined)
    throw usageError('A message is needed.', 'Give one with -m: it becomes part of the name.');
}

function documentOf({ suggestions, dismissed, workload }: Suggestions, effects: readonly IndexEffect[]) {
  const { state } = workload;
  return { suggestions, dismissed, effects, workload: state === 'ready' ? { state } : workload };
}

function describeAll({ suggestions, dismissed }: Suggestions, effects: readonly IndexEffect[]): string {
  const told =
    suggestions.length === 0 ? 'Nothing to suggest.\n' : suggestions.map(describeSuggestion).join('\n');
  const past = dismissed.length === 0 ? '' : `\n${dismissed.length} dismissed: see --json.\n`;
  return `${told}${describeEffects(effects)}${past}`;
}
