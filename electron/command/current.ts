/** current: the heads of what is applied. */
import type { History, RevisionRow } from '../core/revisions/history';
import { readHistory } from '../core/revisions/revisions';
import { labelled } from './heads';
import { withPlace, withPlaceOptions } from './place';
import { type Cli, type CommandContext, EXIT, type PlaceOptions, tell } from './verb';

export function addCurrent({ program, context, does }: Cli): void {
  withPlaceOptions(program.command('current').description('where the database is')).action(
    does((options: PlaceOptions) => showCurrent(options, context)),
  );
}

async function showCurrent(options: PlaceOptions, context: CommandContext): Promise<number> {
  const history = await withPlace(options, context, readHistory);
  const { current, heads, pendingCount } = history;
  tell(context, options, { current, heads, pendingCount }, () => describeCurrent(history));
  if (!options.json)
    context.stderr.write(pendingCount === 0 ? 'Nothing pends.\n' : `${pendingCount} pending.\n`);
  return EXIT.done;
}

function describeCurrent({ revisions, current }: History): string {
  if (current.length === 0) return 'base\n';
  return revisions
    .filter(({ isCurrent }) => isCurrent)
    .map((row) => `${describeRow(row)}\n`)
    .join('');
}

function describeRow(row: RevisionRow): string {
  return `${labelled(row)}${row.isHead ? ' (head)' : ''}`;
}
