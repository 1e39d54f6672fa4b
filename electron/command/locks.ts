/** locks: who blocks whom, once or again and again. Nothing is changed. */
import type { OpenConnection } from '../core/connection/connections';
import { CoreError } from '../core/errors';
import { homeFolder } from '../core/home/homeFolder';
import { describeTree } from '../core/locks/describeTree';
import { createLockCalls, type LockCalls } from '../core/locks/lockCalls';
import type { LockSnapshot, LockWatch } from '../core/locks/snapshot';
import { withConnection, withPlaceOptions } from './place';
import { printableLines } from './printable';
import { type Cli, type CommandContext, EXIT, type PlaceOptions, usageError } from './verb';

interface LocksOptions extends PlaceOptions {
  readonly watch?: boolean;
  readonly every: string;
  readonly count?: string;
}

export function addLocks({ program, context, does }: Cli): void {
  withPlaceOptions(
    program
      .command('locks')
      .description('who waits for whom, as a tree below those who would set the others free')
      .option('--watch', 'again and again, until it is interrupted; with --json one document a line')
      .option('--every <ms>', 'how often, from 500 to 30000', '1000')
      .option('--count <samples>', 'and stop after so many'),
  ).action(does((options: LocksOptions) => showLocks(options, context)));
}

async function showLocks(options: LocksOptions, context: CommandContext): Promise<number> {
  const everyMs = numberOf(options.every, '--every', 500, 30_000);
  const count = options.watch
    ? numberOf(options.count ?? 'Infinity', '--count', 1, Number.POSITIVE_INFINITY)
    : 1;
  return withLocks(options, context, async (calls, on) => {
    let told = 0;
    for await (const watch of calls.watch({ ...on, everyMs }, new AbortController().signal)) {
      tellSample(watch, options, context);
      told += 1;
      if (told >= count || context.stdout.writable === false) break;
    }
    return EXIT.done;
  });
}

/** Core's calls on the one connection that is meant. */
export function withLocks<T>(
  options: PlaceOptions,
  context: CommandContext,
  use: (calls: LockCalls, on: { readonly connectionId: string }, connection: OpenConnection) => Promise<T>,
): Promise<T> {
  return withConnection(options, context, async (connection) => {
    const calls = createLockCalls({ use: async () => connection, home: homeFolder(context.env) });
    try {
      return await use(calls, { connectionId: connection.profile.id }, connection);
    } finally {
      await calls.close();
    }
  });
}

/** Once there was a sample, one that fails is told and the watching goes on. */
function tellSample({ snapshot, failure }: LockWatch, options: LocksOptions, context: CommandContext): void {
  if (failure && (!options.watch || snapshot === null)) throw new CoreError(failure.error);
  if (failure) return void context.stderr.write(`${printableLines(failure.error.message)}\n`);
  if (snapshot === null) return;
  if (options.json) context.stdout.write(`${JSON.stringify(snapshot)}\n`);
  else context.stdout.write(printableLines(describeSnapshot(snapshot)));
}

function describeSnapshot(snapshot: LockSnapshot): string {
  const { takenAt, waitingCount, longestWaitMs, sessions, sessionCount, costMs, prepared, hidden } = snapshot;
  const longest = longestWaitMs === null ? '' : `, the longest for ${Math.round(longestWaitMs / 1000)} s`;
  const capped = sessions.length < sessionCount ? `, first ${sessions.length} told` : '';
  return [
    `${takenAt}  ${waitingCount === 0 ? 'nobody waits' : `${waitingCount} waiting${longest}`}; ${sessionCount} ${sessionCount === 1 ? 'session holds or awaits' : 'sessions hold or await'} locks${capped}; ${Math.round(costMs)} ms`,
    ...describeTree(snapshot),
    ...prepared.map(
      ({ gid, owner, ageMs }) => `prepared ${gid} of ${owner}, ${Math.round(ageMs / 1000)} s ago`,
    ),
    ...(hidden ? [`${hidden.what} ${hidden.grantSql}`] : []),
    '',
  ].join('\n');
}

export function numberOf(text: string, option: string, least: number, most: number): number {
  const value = Number(text);
  if (value >= least && value <= most) return value;
  throw usageError(`${option} is a number from ${least} to ${most}.`, `“${text}” is not.`);
}
