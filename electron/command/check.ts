/** check: for pipelines. Fails on anything that somebody should look at. */
import { readHistory } from '../core/revisions/revisions';
import { withPlace, withPlaceOptions } from './place';
import { printable, printableLines } from './printable';
import { type Cli, type CommandContext, EXIT, type PlaceOptions, tell } from './verb';

const NAMED = 20;

export function addCheck({ program, context, does }: Cli): void {
  withPlaceOptions(
    program
      .command('check')
      .description('exit 1 when anything pends, is missing, has changed, or has several heads'),
  ).action(does((options: PlaceOptions) => check(options, context)));
}

async function check(options: PlaceOptions, context: CommandContext): Promise<number> {
  const { findings, current, heads } = await withPlace(options, context, readHistory);
  tell(context, options, { findings, current, heads }, () =>
    findings.length === 0
      ? 'Nothing pends, and everything is as it was applied.\n'
      : findings.map(({ kind, message, names, hint }) => describe(kind, message, names, hint)).join(''),
  );
  return findings.length === 0 ? EXIT.done : EXIT.failed;
}

function describe(kind: string, message: string, names: readonly string[], hint: string): string {
  const listed = names.slice(0, NAMED).map((name) => `  ${printable(name)}\n`);
  const more = names.length > NAMED ? `  … and ${names.length - NAMED} more\n` : '';
  return `${kind}: ${printableLines(message)}\n${listed.join('')}${more}  ${printableLines(hint)}\n`;
}
