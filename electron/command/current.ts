import { readHistory } from '../core/revisions/revisions';
import { withPlace } from './place';
import { printable } from './printable';
import { type CommandContext, EXIT, type PlaceOptions } from './program';

export async function showCurrent(options: PlaceOptions, context: CommandContext): Promise<number> {
  const history = await withPlace(options, context, readHistory);
  if (options.json) {
    const { current, head, pendingCount } = history;
    const document = { current, heads: current === null ? [] : [current], head, pendingCount };
    context.stdout.write(`${JSON.stringify(document)}\n`);
    return EXIT.done;
  }
  context.stdout.write(`${printable(history.current ?? 'base')}\n`);
  const pending = history.pendingCount;
  context.stderr.write(pending === 0 ? 'This is the head.\n' : `${pending} pending.\n`);
  return EXIT.done;
}
