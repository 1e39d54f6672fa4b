import type { Direction, History, RevisionRow } from '../../electron/contract/revisions';
import type { RunSnapshot } from '../../electron/contract/runs';
import { run as exampleRun } from './exampleRun';
import { revision } from './examples';

const STEP_MS = 1200;
const TICK_MS = 100;

export interface FakeRuns {
  readonly history: () => History;
  readonly choose: (direction: Direction, target: string) => readonly RevisionRow[];
  readonly start: (direction: Direction, target: string) => string;
  readonly watch: (runId: string) => AsyncGenerator<RunSnapshot>;
  readonly latest: () => RunSnapshot | null;
  readonly cancel: (runId: string) => void;
}

/** Runs that take a while and change nothing but the list. */
export function createFakeRuns(first: History): FakeRuns {
  let rows = first.revisions;
  let latest: RunSnapshot | null = null;
  const apply = (name: string, direction: Direction) => {
    const state = direction === 'up' ? 'applied' : 'pending';
    rows = rows.map((row) => (row.name === name ? changed(row, state) : row));
    const current = rows.find((row) => row.state === 'applied')?.name;
    rows = rows.map((row) => ({ ...row, isCurrent: row.name === current }));
  };
  const history = (): History => ({
    ...first,
    revisions: rows,
    current: rows.filter(({ isCurrent }) => isCurrent).map(({ name }) => name),
    pendingCount: rows.filter(({ state }) => state === 'pending').length,
    readAt: new Date().toISOString(),
  });
  const choose = (direction: Direction, target: string) => {
    if (direction === 'down')
      return rows.filter(({ state }) => state === 'applied').slice(0, target === '-1' ? 1 : 3);
    const pending = rows.filter(({ state }) => state === 'pending').toReversed();
    const at = pending.findIndex(({ name }) => name === target);
    return at === -1 ? pending : pending.slice(0, at + 1);
  };
  const start = (direction: Direction, target: string) => {
    const steps = choose(direction, target).map(({ name }) => waiting(name));
    const runId = `run-${Date.now()}`;
    latest = {
      ...exampleRun,
      runId,
      direction,
      target,
      steps,
      doneCount: 0,
      elapsedMs: 0,
      current: null,
      phase: 'starting',
    };
    const timer = setInterval(() => {
      const before = latest?.doneCount ?? 0;
      if (latest) latest = advanced(latest);
      if (latest && latest.doneCount > before) apply(latest.steps[before]?.name ?? '', direction);
      if (latest?.phase === 'ended') clearInterval(timer);
    }, TICK_MS);
    return runId;
  };
  return {
    history,
    choose,
    start,
    latest: () => latest,
    cancel: () => {
      if (latest && latest.phase !== 'ended') latest = { ...latest, phase: 'cancelling' };
    },
    async *watch() {
      while (latest) {
        yield latest;
        if (latest.phase === 'ended') return;
        await new Promise((resolve) => setTimeout(resolve, TICK_MS));
      }
    },
  };
}

function changed(
  { name, revises, dependsOn, isHead }: RevisionRow,
  state: RevisionRow['state'],
): RevisionRow {
  return revision({ name, revises, dependsOn, isHead, state });
}

function waiting(name: string): RunSnapshot['steps'][number] {
  return { name, status: 'waiting', durationMs: null, transaction: null, tries: 0 };
}

function advanced(run: RunSnapshot): RunSnapshot {
  const elapsedMs = run.elapsedMs + TICK_MS;
  if (run.phase === 'cancelling') return cancelled({ ...run, elapsedMs });
  const doneCount = Math.min(run.steps.length, Math.floor(elapsedMs / STEP_MS));
  const steps = run.steps.map((step, index) => ({
    ...step,
    status:
      index < doneCount ? ('applied' as const) : index === doneCount ? ('running' as const) : step.status,
    durationMs: index < doneCount ? STEP_MS : null,
    tries: 1,
  }));
  const now = steps[doneCount];
  if (!now) return { ...run, elapsedMs, doneCount, steps, phase: 'ended', outcome: 'done', current: null };
  const current = exampleRun.current && { ...exampleRun.current, name: now.name };
  return { ...run, elapsedMs, doneCount, steps, phase: 'running', current };
}

function cancelled(run: RunSnapshot): RunSnapshot {
  const steps = run.steps.map((step) => ({
    ...step,
    status:
      step.status === 'running'
        ? ('rolled-back' as const)
        : step.status === 'waiting'
          ? ('not-reached' as const)
          : step.status,
  }));
  const databaseState = 'The database is as it was before this revision.';
  const failure = {
    revision: null,
    error: { kind: 'cancelled', message: 'You cancelled it.' },
    databaseState,
  } as const;
  return { ...run, steps, phase: 'ended', outcome: 'cancelled', current: null, failure };
}
