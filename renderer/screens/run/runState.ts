/** What a run looks like, from its latest snapshot. Pure. */
import type { ErrorInfo } from '../../../electron/contract/call';
import type { Direction } from '../../../electron/contract/revisions';
import type { RunFailure, RunSnapshot } from '../../../electron/contract/runs';
import { describeBlocker, describeHolder } from '../../parts/describeSession';
import { formatDuration } from '../../parts/formatDuration';

export interface RunShown {
  readonly kind: 'shown';
  readonly run: RunSnapshot;
  /** Cancel was clicked; what runs may not have noticed yet. */
  readonly isCancelling: boolean;
  /** Why the cancelling could not even be asked for. */
  readonly cancelError: ErrorInfo | null;
  /** Why nothing newer is known, when the stream broke. */
  readonly stale: ErrorInfo | null;
}

export type RunState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: ErrorInfo }
  | RunShown;

export interface RunRead {
  readonly run: RunSnapshot | null;
  readonly error: ErrorInfo | null;
  readonly hasAskedToCancel: boolean;
  readonly cancelError: ErrorInfo | null;
}

export function runState({ run, error, hasAskedToCancel, cancelError }: RunRead): RunState {
  if (!run) return error ? { kind: 'failed', error } : { kind: 'loading' };
  const isOver = run.phase === 'ended';
  return {
    kind: 'shown',
    run,
    isCancelling: !isOver && (run.phase === 'cancelling' || (hasAskedToCancel && cancelError === null)),
    cancelError: isOver ? null : cancelError,
    stale: isOver ? null : error,
  };
}

/** One line that says where the run is; also what a screen reader hears. */
export function describeRun({ run, isCancelling }: RunShown): string {
  const { phase, holder, current, doneCount, steps, direction } = run;
  if (phase === 'ended') return describeEnd(run);
  if (phase === 'checking') return 'Asking the database what became of it';
  if (isCancelling) return 'Cancelling…';
  if (phase === 'waiting') {
    return holder ? `Waiting for another run: ${describeHolder(holder)}` : 'Waiting for the run lock';
  }
  if (phase === 'starting' || !current) return 'Loading the project’s code';
  const verb = direction === 'up' ? 'Running' : 'Undoing';
  const [blocker, ...others] = current.blockers;
  const inTheWay = blocker ? ` · waits for ${describeBlocker(blocker)}` : '';
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  return `${verb} ${Math.min(doneCount + 1, steps.length)} of ${steps.length}: ${current.name}${inTheWay}${more}`;
}

function describeEnd({ outcome, doneCount, steps, elapsedMs, direction }: RunSnapshot): string {
  const did = direction === 'up' ? 'applied' : 'undone';
  const after = `after ${formatDuration(elapsedMs)}`;
  if (outcome === 'done') return `Done: ${counted(doneCount)} ${did} in ${formatDuration(elapsedMs)}`;
  const reached = `${doneCount} of ${steps.length} ${did}`;
  return outcome === 'cancelled' ? `Cancelled ${after}: ${reached}` : `Failed ${after}: ${reached}`;
}

/** How much of the bar is full. */
export function progressPercent({ doneCount, steps }: RunSnapshot): number {
  return steps.length === 0 ? 0 : Math.round((doneCount / steps.length) * 1000) / 10;
}

export function failedSql({
  error,
}: RunFailure): { readonly sql: string; readonly position?: number } | null {
  if (error.kind !== 'sql-failed' && error.kind !== 'lock-timeout') return null;
  if (!error.sql) return null;
  const position = error.kind === 'sql-failed' ? error.position : undefined;
  return { sql: error.sql, ...(position !== undefined && { position }) };
}

/** The failure as text, for a colleague or an issue. */
export function describeFailure({ direction, target }: RunSnapshot, failure: RunFailure): string {
  const { error, revision, databaseState } = failure;
  const lines = [
    `${runTitle(direction, target)} failed${revision ? ` in ${revision}` : ''}`,
    error.message,
    ...details(error).map(([name, value]) => `${name}: ${value}`),
    databaseState,
  ];
  const sql = failedSql(failure)?.sql;
  return [...lines, ...(sql ? ['', sql] : [])].join('\n');
}

function details(error: ErrorInfo): readonly (readonly [string, string])[] {
  const all: readonly (readonly [string, string | number | undefined])[] =
    error.kind === 'sql-failed'
      ? [
          ['Hint', error.hint],
          ['SQLSTATE', error.sqlstate],
          ['Detail', error.detail],
          ['Table', error.table],
          ['Constraint', error.constraint],
          ['Position', error.position],
          ['Context', error.where],
        ]
      : error.kind === 'code-failed'
        ? [
            ['File', error.file],
            ['Line', error.line],
            ['Stack', error.stack],
          ]
        : [['Hint', error.hint]];
  return all.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as const]));
}

export function runTitle(direction: Direction, target: string): string {
  const verb = direction === 'up' ? 'Upgrade' : 'Downgrade';
  const steps = /^[+-](\d+)$/.exec(target)?.[1];
  return steps === undefined ? `${verb} to ${target}` : `${verb} by ${steps}`;
}

function counted(count: number): string {
  return count === 1 ? '1 revision' : `${count} revisions`;
}
