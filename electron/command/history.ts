import type { History, RevisionRow } from '../core/revisions/history';
import { readHistory } from '../core/revisions/revisions';
import { withPlace } from './place';
import { printable } from './printable';
import { type CommandContext, EXIT, type PlaceOptions } from './program';

export async function showHistory(options: PlaceOptions, context: CommandContext): Promise<number> {
  const history = await withPlace(options, context, readHistory);
  if (options.json) {
    context.stdout.write(`${JSON.stringify(history)}\n`);
    return EXIT.done;
  }
  context.stdout.write(describeHistory(history));
  for (const { name, reason } of history.skipped)
    context.stderr.write(`left out: ${printable(name)}, ${reason}\n`);
  if (history.runner) {
    const { pid, application, user } = history.runner;
    context.stderr.write(`running now: pid ${pid}, ${printable(application)}, as ${printable(user)}\n`);
  }
  return EXIT.done;
}

function describeHistory({ revisions }: History): string {
  const width = Math.max(0, ...revisions.map(({ name }) => printable(name).length));
  return revisions.map((row) => `${describeRow(row, width)}\n`).join('');
}

function describeRow(row: RevisionRow, width: number): string {
  const mark = row.isCurrent ? '*' : ' ';
  const when = row.appliedAt === null ? '' : row.appliedAt.slice(0, 19).replace('T', ' ');
  const long = row.durationMs === null ? '' : `${Math.round(row.durationMs)} ms`;
  const cells = [
    row.state.padEnd(11),
    printable(row.name).padEnd(width),
    when,
    long,
    printable(row.appliedBy ?? ''),
  ];
  return `${mark} ${cells.join('  ')}`.trimEnd();
}
