/** explain: what the planner would do with a statement, and what with indexes that are not there. */
import { type Credentials, parseTarget } from '../core/connection/parseTarget';
import { CoreError } from '../core/errors';
import { explainOnTwin } from '../core/indexes/explain/explainOnTwin';
import { findPlanTwin, type PlanTwinAge, withPlanTwin } from '../core/twin/planner/planTwin';
import { refreshPlanTwin } from '../core/twin/planner/refreshPlanTwin';
import type { PrivateColumn } from '../core/twin/planner/targetStatistics.sql';
import type { Twin } from '../core/twin/twinKeeper';
import { describeAge, explanationLines } from './explainLines';
import { withPlace, withPlaceOptions } from './place';
import { printableLines } from './printable';
import { withTwin } from './twin';
import { type Cli, type CommandContext, EXIT, type PlaceOptions, tell, usageError } from './verb';

interface ExplainOptions extends PlaceOptions {
  readonly with?: readonly string[];
  readonly refresh?: boolean;
  readonly private?: readonly string[];
}

export function addExplain({ program, context, does }: Cli): void {
  withPlaceOptions(
    program
      .command('explain')
      .description('a statement’s plan, with and without indexes, asked of a local copy without rows')
      .argument('<sql>', 'one SELECT, INSERT, UPDATE, DELETE or MERGE, with $1 for what is not known')
      .option('--with <indexes...>', 'CREATE INDEX statements to try')
      .option('--refresh', 'copy schema and statistics anew first')
      .option(
        '--private <columns...>',
        'schema.table.column, whose values are not copied even as statistics',
      ),
  ).action(does((options: ExplainOptions, sql: string) => explain(options, sql, context)));
}

async function explain(options: ExplainOptions, sql: string, context: CommandContext): Promise<number> {
  if (options.url !== undefined) return explainAt(parseTarget({ url: options.url }), options, sql, context);
  return withPlace(options, context, ({ connection }) =>
    explainAt(connection.credentials, options, sql, context),
  );
}

function explainAt(
  credentials: Credentials,
  options: ExplainOptions,
  sql: string,
  context: CommandContext,
): Promise<number> {
  return withTwin(context, async (twin, signal) => {
    const found = options.refresh ? null : await findPlanTwin(twin, credentials.target);
    const age = found ?? (await refresh(twin, credentials, options, context, signal));
    const explained = await withPlanTwin(twin, credentials.target, (planning) =>
      explainOnTwin(planning, sql, options.with ?? []),
    );
    const { target, refreshedAt, notes } = age.card;
    const heading = [`The twin of ${target} was refreshed ${describeAge(age.ageMs)}.`, ...notes];
    context.stderr.write(heading.map((line) => `${printableLines(line)}\n`).join(''));
    tell(context, options, { ...explained, twin: { target, refreshedAt, notes } }, () =>
      explanationLines(explained)
        .map((line) => `${printableLines(line)}\n`)
        .join(''),
    );
    return EXIT.done;
  });
}

async function refresh(
  twin: Twin,
  credentials: Credentials,
  options: ExplainOptions,
  { stderr }: CommandContext,
  signal: AbortSignal,
): Promise<PlanTwinAge> {
  const hidden = (options.private ?? []).map(parseColumn);
  let told = '';
  for await (const snapshot of refreshPlanTwin({ twin, credentials, hidden, signal })) {
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
