import type { DriveResult } from './driveRunner';
import type { RunProgress } from './runProgress';
import type { Settled } from './settleRun';

/** One sentence on what the database is like now. */
export function describeState(
  { backend, revision, statementCount, isUntold }: DriveResult,
  settled: Settled,
  progress: RunProgress,
): string {
  if (!settled.ledgerNames)
    return 'The server could not be asked what became of it; look at the history once it answers.';
  if (backend === null) return 'Nothing was run.';
  const { doneCount } = progress.snapshot();
  const before = doneCount === 0 ? '' : ` The ${doneCount} before it stay as they are.`;
  if (revision === null) {
    return doneCount === 0
      ? 'Nothing was run.'
      : `The ${doneCount} that ran before stay as they are; nothing else was begun.`;
  }
  const step = progress.step(revision);
  if (step?.status === 'applied') return `This revision was completed just before.${before}`;
  if (step?.status === 'interrupted') {
    const count = isUntold ? `at least ${statementCount}` : statementCount;
    return step.transaction === 'own'
      ? `This revision ended its own transaction: what it committed stays.${before}`
      : `This revision ran without a transaction: ${count} of its statements have run and stay.${before}`;
  }
  return `The database is as it was before this revision.${before}`;
}
