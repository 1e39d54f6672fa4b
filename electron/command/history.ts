/** history: all revisions or a range of them, newest first. */
import { buildGraph } from '../core/revisions/graph/graph';
import { chooseRange } from '../core/revisions/graph/range';
import type { History, RevisionRow } from '../core/revisions/history';
import type { Place } from '../core/revisions/place';
import { readHistory } from '../core/revisions/revisions';
import { withPlace, withPlaceOptions } from './place';
import { printable, printableLines } from './printable';
import { type Cli, type CommandContext, EXIT, type PlaceOptions, tell } from './verb';

interface HistoryOptions extends PlaceOptions {
  readonly verbose?: boolean;
}

export function addHistory({ program, context, does }: Cli): void {
  withPlaceOptions(
    program
      .command('history')
      .description('revisions, newest first, with their state')
      .argument('[range]', 'A:B, A: or :B; names, base, head or current')
      .option('--verbose', 'with what each follows, its branches, and who applied it'),
  ).action(does((options: HistoryOptions, range?: string) => showHistory(range, options, context)));
}

async function showHistory(
  range: string | undefined,
  options: HistoryOptions,
  context: CommandContext,
): Promise<number> {
  const history = await withPlace(options, context, (place) => readRange(place, range));
  tell(context, options, history, () =>
    options.verbose ? history.revisions.map(describeWhole).join('\n') : describeHistory(history),
  );
  if (!options.json) tellAround(history, context);
  return EXIT.done;
}

async function readRange(place: Place, range: string | undefined): Promise<History> {
  const history = await readHistory(place);
  if (range === undefined) return history;
  const options = { current: history.current, between: true };
  const chosen = new Set(chooseRange(buildGraph(place.project.revisions), range, options).names);
  return { ...history, revisions: history.revisions.filter(({ name }) => chosen.has(name)) };
}

function tellAround({ skipped, runner, findings }: History, { stderr }: CommandContext): void {
  for (const { name, reason } of skipped) stderr.write(`left out: ${printable(name)}, ${reason}\n`);
  for (const { kind, message } of findings)
    if (kind !== 'pending') stderr.write(`${kind}: ${printableLines(message)}\n`);
  if (!runner) return;
  stderr.write(
    `running now: pid ${runner.pid}, ${printable(runner.application)}, as ${printable(runner.user)}\n`,
  );
}

function describeHistory({ revisions }: History): string {
  const width = Math.max(0, ...revisions.map(({ name }) => printable(name).length));
  return revisions.map((row) => `${describeRow(row, width)}\n`).join('');
}

function describeRow(row: RevisionRow, width: number): string {
  const long = row.durationMs === null ? '' : `${Math.round(row.durationMs)} ms`;
  const cells = [
    row.state.padEnd(11),
    printable(row.name).padEnd(width),
    marksOf(row).join(', '),
    whenApplied(row),
    long,
    printable(row.appliedBy ?? ''),
  ];
  return `${row.isCurrent ? '*' : ' '} ${cells.filter((cell, index) => index !== 2 || cell !== '').join('  ')}`.trimEnd();
}

function marksOf(row: RevisionRow): readonly string[] {
  const marks: string[] = [];
  if (row.branch !== null) marks.push(printable(row.branch));
  if (row.isHead) marks.push('head');
  if (row.revises.length > 1) marks.push('merge');
  return marks.length === 0 ? [] : [`(${marks.join(', ')})`];
}

function whenApplied({ appliedAt }: RevisionRow): string {
  return appliedAt === null ? '' : appliedAt.slice(0, 19).replace('T', ' ');
}

function describeWhole(row: RevisionRow): string {
  const lines = [
    `Revision: ${printable(row.name)} ${marksOf(row).join(' ')}`.trimEnd(),
    `Revises:  ${printable(row.revises.join(', ') || 'base')}`,
    `State:    ${row.state}${row.isCurrent ? ' (current)' : ''}`,
  ];
  if (row.branches.length > 0) lines.push(`Branches: ${printable(row.branches.join(', '))}`);
  if (row.dependsOn.length > 0) lines.push(`Depends on: ${printable(row.dependsOn.join(', '))}`);
  if (row.appliedAt !== null)
    lines.push(`Applied:  ${whenApplied(row)} by ${printable(row.appliedBy ?? 'somebody')}`);
  return `${lines.join('\n')}\n`;
}
