/** upgrade and downgrade: one run, shown while it goes on, told at its end. */
import type { ErrorInfo } from '../core/errors';
import { readProject } from '../core/project/readProject';
import type { Direction } from '../core/revisions/plan';
import { type Place, requestRun } from '../core/revisions/revisions';
import type { RunSnapshot } from '../core/revisions/runSnapshot';
import { createRuns, type Runs } from '../core/revisions/runs';
import { withPlace } from './place';
import { printable, printableLines } from './printable';
import { type CommandContext, EXIT, exitCodeOf, type MoveOptions } from './program';
import { createProgressView } from './progressView';

export async function move(
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
  const runs = createRuns();
  const request = requestRun(place, {
    direction,
    target,
    planId: null,
    override: options.allow,
    waitMs: options.wait * 1000,
    lockTimeoutMs: options.lockTimeout,
    spawnRunner: context.spawnRunner,
    readProject: () => readProject(place.project.folder),
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
  const at = printable(heads[0] ?? 'base');
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
