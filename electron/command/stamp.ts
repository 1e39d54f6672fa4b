/** stamp: marks revisions as applied or not, without running them; shows the difference before it makes it. */
import { userAtHost } from '../core/home/userAtHost';
import type { Place } from '../core/revisions/place';
import { planStamp, runStamp, type StampPlan } from '../core/revisions/stamp';
import { withPlace, withPlaceOptions } from './place';
import { printable, printableLines } from './printable';
import { type Cli, type CommandContext, EXIT, type PlaceOptions, tell } from './verb';

interface StampOptions extends PlaceOptions {
  readonly purge?: boolean;
  readonly dryRun?: boolean;
}

export function addStamp({ program, context, does }: Cli): void {
  withPlaceOptions(
    program
      .command('stamp')
      .description('mark revisions as applied, or not, without running them')
      .argument('<targets...>', 'head, heads, base, names or branch@head')
      .option('--purge', 'forget everything else that the ledger holds')
      .option('--dry-run', 'show the difference, and leave it at that'),
  ).action(does((options: StampOptions, targets: readonly string[]) => stamp(targets, options, context)));
}

export async function stamp(
  targets: readonly string[],
  options: StampOptions,
  context: CommandContext,
): Promise<number> {
  const asked = { targets, purge: options.purge ?? false };
  const plan = await withPlace(options, context, async (place) => {
    const shown = await planStamp(place, asked);
    if (!options.json) context.stdout.write(describeDifference(shown));
    if (!options.dryRun && hasDifference(shown)) await makeDifference(place, asked, shown.id);
    return shown;
  });
  if (options.json) tell(context, options, plan, () => '');
  else if (!options.dryRun && hasDifference(plan)) context.stdout.write(`Stamped: ${places(plan.to)}.\n`);
  return EXIT.done;
}

function makeDifference(
  place: Place,
  asked: { readonly targets: readonly string[]; readonly purge: boolean },
  planId: string,
): Promise<StampPlan> {
  return runStamp(place, { ...asked, planId, runBy: userAtHost() });
}

function hasDifference({ adds, removes }: StampPlan): boolean {
  return adds.length + removes.length > 0;
}

function describeDifference(plan: StampPlan): string {
  if (!hasDifference(plan)) return `Nothing to stamp: the database is at ${places(plan.from)}.\n`;
  const lines = [
    `${places(plan.from)} -> ${places(plan.to)}`,
    ...plan.adds.map((name) => `  + ${printable(name)}`),
    ...plan.removes.map((name) => `  - ${printable(name)}`),
    ...plan.notes.map((note) => printableLines(note)),
  ];
  return `${lines.join('\n')}\n`;
}

export function places(names: readonly string[]): string {
  return names.length === 0 ? 'base' : printable(names.join(', '));
}
