/** upgrade and downgrade: one run, shown while it goes on, told at its end. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { ErrorInfo } from '../core/errors';
import { homeFolder } from '../core/home/homeFolder';
import type { Place } from '../core/revisions/place';
import type { Direction } from '../core/revisions/plan';
import { requestRun } from '../core/revisions/revisions';
import type { RunSnapshot } from '../core/revisions/runSnapshot';
import { createRuns, type Runs } from '../core/revisions/runs';
import { readNamedProject, withPlace, withPlaceOptions } from './place';
import { printable, printableLines } from './printable';
import { createProgressView } from './progressView';
import { type Cli, type CommandContext, EXIT, exitCodeOf, type PlaceOptions } from './verb';

export interface MoveOptions extends PlaceOptions {
  /** Seconds. */
  readonly wait: number;
  /** Milliseconds. */
  readonly lockTimeout: number;
  readonly allow: readonly ('out-of-order' | 'missing' | 'changed' | 'interrupted')[];
  readonly sql?: boolean;
  /** Folder for the hand-off bundle. */
  readonly bundle?: string;
}

export function addMoves(cli: Cli): void {
  addMove(cli, 'up', 'upgrade', 'head', 'head, heads, +N, a revision’s name, NAME+N or branch@head');
  addMove(cli, 'down', 'downgrade', '-1', '-N, base, a revision’s name or branch@-N');
}

function addMove(
  { program, context, does }: Cli,
  direction: Direction,
  verb: string,
  usual: string,
  targets: string,
) {
  const command = withMoveOptions(
    program
      .command(verb)
      .description(direction === 'up' ? 'run pending revisions' : 'undo applied revisions')
      .argument('[target]', `${targets}; with --sql also a range A:B`, usual),
  );
  if (direction === 'down') command.allowUnknownOption().allowExcessArguments();
  command.action(
    does(async (options: MoveOptions, target: string) => {
      const asked = direction === 'down' ? downTarget(target, command) : target;
      if (!options.sql && options.bundle === undefined) return move(direction, asked, options, context);
      // Only now: a run has no use for its parser and its twin.
      const { printSql } = await import('./offline');
      return printSql(direction, asked, options, context);
    }),
  );
}

function withMoveOptions(command: Command): Command {
  return withPlaceOptions(command)
    .addOption(
      new Option('--wait <seconds>', 'how long to wait for somebody else’s run')
        .default(60)
        .argParser(parseNumber),
    )
    .addOption(
      new Option('--lock-timeout <ms>', 'how long a statement waits for a lock, per try')
        .default(3000)
        .argParser(parseNumber),
    )
    .addOption(
      new Option('--allow <what...>', 'run although')
        .choices(['out-of-order', 'missing', 'changed', 'interrupted'])
        .default([]),
    )
    .option('--sql', 'print the SQL instead of running it; without a database, from base or of a range A:B')
    .option('--bundle <dir>', 'write the hand-off bundle (SQL, rollback SQL, checksums) into a folder');
}

/** `-2` looks like an option to the parser; here it is the target. */
function downTarget(target: string, command: Command): string {
  const unknown = command.args.filter((word) => word !== target && !/^-\d+$/.test(word));
  if (unknown.length > 0)
    command.error(`error: unknown words: ${unknown.join(' ')}`, { exitCode: EXIT.badUsage });
  return command.args.find((word) => /^-\d+$/.test(word)) ?? target;
}

function parseNumber(text: string): number {
  const number = Number(text);
  if (Number.isFinite(number) && number >= 0) return number;
  throw new InvalidArgumentError('It must be a number, 0 or more.');
}

async function move(
  direction: Direction,
  target: string,
  options: MoveOptions,
  context: CommandContext,
): Promise<number> {
  const ended = await withPlace(options, context, (place) =>
    runAndShow(place, direction, target, options, context),
  );
  if (options.json) context.stdout.write(`${JSON.stringify(describeRun(ended))}\n`);
  if (!ended.failure) {
    for (const warning of ended.warnings) context.stderr.write(`${printable(warning)}\n`);
    if (!options.json) context.stdout.write(`${summarise(ended)}\n`);
    return EXIT.done;
  }
  context.stderr.write(printableLines(describeFailure(ended)));
  return ended.failure.revision === null ? exitCodeOf(ended.failure.error) : EXIT.failed;
}

async function runAndShow(
  place: Place,
  direction: Direction,
  target: string,
  options: MoveOptions,
  context: CommandContext,
): Promise<RunSnapshot> {
  const runs = createRuns(async (ended) => {
    const { noteBaselines } = await import('../core/indexes/effects/fetchEffects');
    await noteBaselines(ended, async () => ({
      connection: place.connection,
      projectFolder: place.project.folder,
      home: homeFolder(context.env),
    }));
  });
  const request = requestRun(place, {
    direction,
    target,
    planId: null,
    override: options.allow,
    waitMs: options.wait * 1000,
    lockTimeoutMs: options.lockTimeout,
    spawnRunner: context.spawnRunner,
    readProject: () => readNamedProject(options, context),
  });
  const { runId } = runs.start({ connectionId: 'command', projectId: 'command' }, request);
  const release = cancelOnSignal(runs, runId, context);
  const view = createProgressView(context.stderr);
  try {
    let last: RunSnapshot | null = null;
    for await (const snapshot of runs.watch(runId)) {
      view.show(snapshot);
      last = snapshot;
    }
    if (!last) throw new Error('The run has told nothing.');
    return last;
  } finally {
    view.end();
    await runs.close();
    release();
  }
}

/** The revision that runs is rolled back; what is done stays done. */
function cancelOnSignal(runs: Runs, runId: string, { stderr }: CommandContext): () => void {
  const cancel = () => {
    stderr.write('\nCancelling: the running revision is rolled back …\n');
    runs.cancel(runId);
  };
  process.on('SIGINT', cancel).on('SIGTERM', cancel);
  return () => process.off('SIGINT', cancel).off('SIGTERM', cancel);
}

function describeRun({ steps, heads, failure }: RunSnapshot) {
  const revisions = steps.map(({ name, status, durationMs, transaction }) => ({
    name,
    status,
    durationMs,
    transaction,
  }));
  return { revisions, heads, ...(failure && { error: failure.error, databaseState: failure.databaseState }) };
}

function summarise({ steps, direction, heads }: RunSnapshot): string {
  const at = heads.length === 0 ? 'base' : printable(heads.join(', '));
  if (steps.length === 0) return `Nothing to do: the database is at ${at}.`;
  const done = direction === 'up' ? 'Applied' : 'Undid';
  return `${done} ${steps.length} ${steps.length === 1 ? 'revision' : 'revisions'}. The database is at ${at}.`;
}

function describeFailure({ failure, warnings }: RunSnapshot): string {
  if (!failure) return '';
  const { error, revision, databaseState } = failure;
  const lines = [
    revision === null ? error.message : `${revision}: ${error.message}`,
    ...describeDetails(error),
  ];
  return `${[...lines, databaseState, ...warnings].join('\n')}\n`;
}

function describeDetails(error: ErrorInfo): readonly string[] {
  const lines: string[] = [];
  if (error.kind === 'sql-failed') {
    if (error.detail) lines.push(`Detail: ${error.detail}`);
    if (error.sql) lines.push(...markPosition(error.sql, error.position));
  }
  if (error.kind === 'code-failed' && error.file) {
    lines.push(
      `At ${error.file}${error.line ? `:${error.line}${error.column ? `:${error.column}` : ''}` : ''}`,
    );
  }
  if (error.kind === 'not-permitted' && error.grantSql) lines.push(error.grantSql);
  if (error.hint) lines.push(error.hint);
  return lines;
}

/** The line of the statement in which the error is, with a caret below its place. */
function markPosition(sql: string, position: number | undefined): readonly string[] {
  if (position === undefined) return [`SQL: ${sql.slice(0, 2000)}`];
  const before = sql.slice(0, position - 1);
  const from = before.lastIndexOf('\n') + 1;
  const end = sql.indexOf('\n', position - 1);
  const line = sql.slice(from, end < 0 ? undefined : end);
  const number = before.split('\n').length;
  const margin = `LINE ${number}: `;
  return [`${margin}${line}`, `${' '.repeat(margin.length + position - 1 - from)}^`];
}
