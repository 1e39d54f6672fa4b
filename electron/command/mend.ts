/** accept and repair: what to do about a file that changed since it ran, and about a run that was cut off. */
import { createTwoFilesPatch } from 'diff';
import { userAtHost } from '../core/home/userAtHost';
import { acceptChange } from '../core/revisions/acceptChange';
import { findRevision } from '../core/revisions/graph/findRevision';
import { buildGraph } from '../core/revisions/graph/graph';
import { fetchLeftovers, type Leftovers, runRepair } from '../core/revisions/leftovers';
import type { Place } from '../core/revisions/place';
import { fetchDifference, type TextDifference } from '../core/revisions/revisionLog';
import { withPlace, withPlaceOptions } from './place';
import { printable, printableLines } from './printable';
import { type Cli, type CommandContext, EXIT, type PlaceOptions, tell } from './verb';

interface AcceptOptions extends PlaceOptions {
  readonly reason?: string;
}

interface RepairOptions extends PlaceOptions {
  readonly as?: 'pending' | 'applied';
}

export function addMend({ program, context, does }: Cli): void {
  withPlaceOptions(
    program
      .command('accept')
      .description('show how a revision’s file changed since it ran; with --reason, accept it as it is')
      .argument('<revision>', 'a name or an unambiguous part of one')
      .option('--reason <text>', 'why the new text is right; recorded with your name'),
  ).action(does((options: AcceptOptions, name: string) => accept(name, options, context)));
  withPlaceOptions(
    program
      .command('repair')
      .description('show what a cut-off revision left behind; with --as, run the repair')
      .argument('<revision>', 'a name or an unambiguous part of one')
      .option('--as <state>', 'pending: it is to run again; applied: what it did is complete'),
  ).action(does((options: RepairOptions, name: string) => repair(name, options, context)));
}

async function accept(asked: string, options: AcceptOptions, context: CommandContext): Promise<number> {
  const difference = await withPlace(options, context, async (place) => {
    const name = nameOf(place, asked);
    const found = await fetchDifference(place, name);
    if (options.reason !== undefined) {
      const { afterChecksum: checksum } = found;
      await acceptChange(place, { name, checksum, reason: options.reason, runBy: userAtHost() });
    }
    return found;
  });
  const isAccepted = options.reason !== undefined;
  tell(context, options, { ...difference, isAccepted }, () => describeDifference(difference, isAccepted));
  return EXIT.done;
}

async function repair(asked: string, options: RepairOptions, context: CommandContext): Promise<number> {
  const { as } = options;
  const found = await withPlace(options, context, async (place) => {
    const leftovers = await fetchLeftovers(place, nameOf(place, asked));
    if (!options.json) context.stdout.write(describeLeftovers(leftovers));
    if (as) {
      await runRepair(place, { name: leftovers.name, planId: leftovers.id, as, runBy: userAtHost() });
    }
    return leftovers;
  });
  if (options.json) tell(context, options, found, () => '');
  else
    context.stdout.write(
      as ? `Repaired: it counts as ${as} now.\n` : 'Nothing was run: choose --as pending or --as applied.\n',
    );
  return EXIT.done;
}

function nameOf({ project }: Place, asked: string): string {
  return findRevision(buildGraph(project.revisions), asked);
}

function describeDifference({ name, before, after }: TextDifference, isAccepted: boolean): string {
  const text =
    before === null
      ? `The log does not hold the text of ${name} as it ran; the file says now:\n\n${after}\n`
      : createTwoFilesPatch(`${name} as it ran`, name, before, after);
  if (before === after) return printableLines(`${name} is what ran.\n`);
  const verdict = isAccepted ? 'Accepted as it is.' : 'Nothing was recorded: give --reason to accept it.';
  return `${printableLines(text)}${verdict}\n`;
}

function describeLeftovers({ name, leftovers, statements }: Leftovers): string {
  const left = leftovers.map(({ kind, schema, name: index, sql }) =>
    printableLines(`  ${kind}: ${schema}.${index}\n    ${sql}\n`),
  );
  const ran =
    statements.length === 0
      ? ''
      : `Statements that have run:\n${statements.map((sql) => `  ${printable(sql)}\n`).join('')}`;
  return `${printable(name)} ${left.length === 0 ? 'left no unfinished index behind.' : 'left behind, with what repairs it:'}\n${left.join('')}${ran}`;
}
