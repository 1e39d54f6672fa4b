/** cancel, terminate, rollback-prepared: end what others wait for; says first whom that sets free. */
import { CoreError } from '../core/errors';
import type { FreedSessions, Freeing, LockParty } from '../core/locks/freeing';
import type { LockCalls } from '../core/locks/lockCalls';
import type { SignalReport } from '../core/locks/signal/signalReport';
import { quoteIdent } from '../core/sql/quote';
import { numberOf, withLocks } from './locks';
import { withPlaceOptions } from './place';
import { printableLines } from './printable';
import { type Cli, type CommandContext, EXIT, type PlaceOptions, tell, usageError } from './verb';

interface SignalOptions extends PlaceOptions {
  readonly dryRun?: boolean;
}

type On = { readonly connectionId: string };

export function addSignals({ program, context, does }: Cli): void {
  const add = (name: string, argument: string, description: string) =>
    withPlaceOptions(
      program
        .command(name)
        .description(description)
        .argument(argument)
        .option('--dry-run', 'say whom it would set free, and leave it at that'),
    );
  for (const verb of ['cancel', 'terminate'] as const) {
    const what = verb === 'cancel' ? 'the statement of a session' : 'a session';
    add(verb, '<pid>', `end ${what}, and say who goes on`).action(
      does((options: SignalOptions, pid: string) => signalSession(verb, pid, options, context)),
    );
  }
  add('rollback-prepared', '<gid>', 'roll back a prepared transaction, and say who goes on').action(
    does((options: SignalOptions, gid: string) =>
      withLocks(options, context, (calls, on) =>
        showThenAct(calls, on, { gid }, options, context, () => calls.rollbackPrepared({ ...on, gid })),
      ),
    ),
  );
}

function signalSession(
  verb: 'cancel' | 'terminate',
  text: string,
  options: SignalOptions,
  context: CommandContext,
): Promise<number> {
  const pid = numberOf(text, 'PID', 1, 2_147_483_647);
  return withLocks(options, context, async (calls, on, { watch, facts }) => {
    const [row] = await watch.query<{ readonly start: string | null }>(
      'SELECT backend_start::text AS start FROM pg_catalog.pg_stat_activity WHERE pid = $1',
      [pid],
    );
    if (!row) throw usageError(`There is no session ${pid}.`, 'lockstep locks tells who is there.');
    if (row.start === null)
      throw new CoreError({
        kind: 'not-permitted',
        message: `Since when session ${pid} is connected is hidden from ${facts.user}: its pid alone may be somebody else’s by then.`,
        hint: `GRANT pg_monitor TO ${quoteIdent(facts.user)}; shows it.`,
      });
    const party = { pid, backendStart: row.start };
    return showThenAct(calls, on, party, options, context, () => calls[verb]({ ...on, ...party }));
  });
}

async function showThenAct(
  calls: LockCalls,
  on: On,
  party: LockParty,
  options: SignalOptions,
  context: CommandContext,
  act: () => Promise<SignalReport>,
): Promise<number> {
  const freeing = await calls.freeing({ ...on, of: party });
  if (!options.json) context.stdout.write(printableLines(describeFreeing(freeing)));
  if (options.dryRun) {
    if (options.json) tell(context, options, { freeing }, () => '');
    return EXIT.done;
  }
  const report = await act();
  tell(context, options, { freeing, report }, () => printableLines(describeReport(report)));
  return report.outcome === 'gone' || report.outcome === 'cancelled' ? EXIT.done : EXIT.failed;
}

function describeFreeing({ means, why, byCancel, byEnd }: Freeing): string {
  if (means === 'none') return 'Nobody is known to wait for it.\n';
  const ending = means === 'rollback-prepared' ? 'Rolling it back' : 'Ending it';
  const cancelling =
    means === 'rollback-prepared' ? [] : [`Cancelling its statement: ${describeFreed(byCancel)}.`];
  return [`${why}`, ...cancelling, `${ending}: ${describeFreed(byEnd)}.`, ''].join('\n');
}

function describeFreed({ goOn, mayGoOn, stillWait }: FreedSessions): string {
  const may = mayGoOn.length === 0 ? '' : `, ${mayGoOn.length} may`;
  const [going, waiting] = [goOn.length, stillWait.length];
  return `${going} ${going === 1 ? 'goes' : 'go'} on at once${may}, ${waiting} still ${waiting === 1 ? 'waits' : 'wait'}`;
}

function describeReport({ message, grantSql, wentOn }: SignalReport): string {
  const went = wentOn.length === 0 ? '' : ` ${wentOn.join(', ')} went on.`;
  return `${message}${went}${grantSql === null ? '' : `\n${grantSql}`}\n`;
}
