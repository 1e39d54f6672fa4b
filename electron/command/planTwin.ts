/** The plan twin of a verb's target: found, or made first; what it is made of is told on the way. */
import type { Command } from 'commander';
import type { Credentials } from '../core/connection/parseTarget';
import { CoreError } from '../core/errors';
import { findPlanTwin, type PlanTwinAge } from '../core/twin/planner/planTwin';
import { markPrivate } from '../core/twin/planner/privateColumns';
import { type RefreshInput, refreshPlanTwin } from '../core/twin/planner/refreshPlanTwin';
import type { PrivateColumn } from '../core/twin/planner/targetStatistics.sql';
import type { Twin } from '../core/twin/twinKeeper';
import { describeAge } from './explainLines';
import { printableLines } from './printable';
import { type CommandContext, usageError } from './verb';

export interface PlanTwinOptions {
  readonly refresh?: boolean;
  readonly private?: readonly string[];
}

export function withPlanTwinOptions(command: Command): Command {
  return command
    .option('--refresh', 'copy schema and statistics anew first')
    .option(
      '--private <columns...>',
      'schema.table.column, whose values are not kept even as statistics, from now on',
    );
}

/** Says how old it is, and what it lacks. */
export async function readyPlanTwin(
  twin: Twin,
  credentials: Credentials,
  options: PlanTwinOptions,
  context: CommandContext,
  signal: AbortSignal,
): Promise<PlanTwinAge> {
  const columns = (options.private ?? []).map(parseColumn);
  const { target: where } = credentials;
  if (columns.length > 0 && !options.refresh) await markPrivate({ twin, target: where, columns });
  const found = options.refresh ? null : await findPlanTwin(twin, where);
  const age = found ?? (await refresh({ twin, credentials, hidden: columns, signal }, context));
  const { target, notes } = age.card;
  const heading = [`The twin of ${target} was refreshed ${describeAge(age.ageMs)}.`, ...notes];
  context.stderr.write(heading.map((line) => `${printableLines(line)}\n`).join(''));
  return age;
}

async function refresh(input: RefreshInput, { stderr }: CommandContext): Promise<PlanTwinAge> {
  let told = '';
  for await (const snapshot of refreshPlanTwin(input)) {
    if (snapshot.phase === 'failed') throw new CoreError(snapshot.error);
    if (snapshot.phase === 'done') return { card: snapshot.twin, ageMs: 0 };
    if (snapshot.phase !== told) stderr.write(`${printableLines(snapshot.message)}\n`);
    told = snapshot.phase;
  }
  throw new CoreError({ kind: 'cancelled', message: 'The refresh ended before it was done.' });
}

function parseColumn(name: string): PrivateColumn {
  const [column, table, schema = 'public'] = name.split('.').reverse();
  if (column && table) return { schema, table, column };
  throw usageError(`“${name}” is no column.`, 'Write schema.table.column, or table.column.');
}
