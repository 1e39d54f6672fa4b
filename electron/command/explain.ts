/** explain: what the planner would do with a statement, and what with indexes that are not there. */
import { type Credentials, parseTarget } from '../core/connection/parseTarget';
import { explainOnTwin } from '../core/indexes/explain/explainOnTwin';
import { proveOnTarget } from '../core/indexes/explain/proveOnTarget';
import { withPlanTwin } from '../core/twin/planner/planTwin';
import { explanationLines } from './explainLines';
import { withPlace, withPlaceOptions } from './place';
import { type PlanTwinOptions, readyPlanTwin, withPlanTwinOptions } from './planTwin';
import { printableLines } from './printable';
import { withTwin } from './twin';
import { type Cli, type CommandContext, EXIT, type PlaceOptions, tell } from './verb';

interface ExplainOptions extends PlaceOptions, PlanTwinOptions {
  readonly with?: readonly string[];
  readonly onTarget?: boolean;
}

export function addExplain({ program, context, does }: Cli): void {
  withPlaceOptions(
    withPlanTwinOptions(
      program
        .command('explain')
        .description('a statement’s plan, with and without indexes, asked of a local copy without rows')
        .argument('<sql>', 'one SELECT, INSERT, UPDATE, DELETE or MERGE, with $1 for what is not known')
        .option('--with <indexes...>', 'CREATE INDEX statements to try')
        .option('--on-target', 'ask the database itself, too, where it has hypopg'),
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
    const { card } = await readyPlanTwin(twin, credentials, options, context, signal);
    const explained = await withPlanTwin(twin, credentials.target, (planning) =>
      explainOnTwin(planning, sql, options.with ?? []),
    );
    const onTarget = options.onTarget
      ? await proveOnTarget({ credentials, sql, candidates: options.with ?? [], signal })
      : null;
    if (options.onTarget && !onTarget) context.stderr.write(NO_HYPOPG);
    const { target, refreshedAt, notes } = card;
    tell(context, options, { ...explained, onTarget, twin: { target, refreshedAt, notes } }, () =>
      [
        ...explanationLines(explained),
        ...(onTarget ? ['', 'On the database itself:', ...explanationLines(onTarget)] : []),
      ]
        .map((line) => `${printableLines(line)}\n`)
        .join(''),
    );
    return EXIT.done;
  });
}

const NO_HYPOPG = 'The database has no hypopg: only the twin was asked.\n';
