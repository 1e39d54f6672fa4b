/** Builds the snapshot of a run out of what happens in it, and pushes it at most every 100 ms. */
import type { Blocker, RunnerHolder } from '../errors';
import type { RunEvent } from '../project/runnerProtocol';
import { type EndedStatements, endedOf } from './endedStatements';
import type { Plan } from './plan';
import type {
  RunFailure,
  RunOutcome,
  RunPhase,
  RunSnapshot,
  StatementSnapshot,
  StepSnapshot,
  StepStatus,
} from './runSnapshot';

export interface RunIdentity {
  readonly runId: string;
  readonly connectionId: string;
  readonly projectId: string;
}

export interface RunProgress {
  readonly phase: RunPhase;
  plan(plan: Plan): void;
  enter(phase: RunPhase): void;
  waitFor(holder: RunnerHolder | null): void;
  apply(event: RunEvent): void;
  blockedBy(blockers: readonly Blocker[]): void;
  settle(name: string, status: StepStatus): void;
  print(text: string): void;
  warn(text: string): void;
  fail(failure: RunFailure): void;
  end(outcome: RunOutcome, heads: readonly string[]): void;
  /** Name of the revision that runs now. */
  currentName(): string | null;
  /** Statements of it that have ended. */
  endedStatements(): number;
  /** How many statements of a revision have ended, and the latest of them; none once another has begun. */
  endedOf(name: string): EndedStatements;
  step(name: string): StepSnapshot | undefined;
  snapshot(): RunSnapshot;
}

const PUSH_EVERY_MS = 100;
const KEPT_STATEMENTS = 100;
const KEPT_OUTPUT = 10_000;

interface Current {
  readonly name: string;
  readonly startedAt: string;
  statements: readonly StatementSnapshot[];
  statementCount: number;
  blockers: readonly Blocker[];
}

export function createRunProgress(
  identity: RunIdentity,
  asked: Pick<RunSnapshot, 'direction' | 'target'>,
  push: (snapshot: RunSnapshot) => void,
): RunProgress {
  const startedAt = Date.now();
  const begun = performance.now();
  const steps = new Map<string, StepSnapshot>();
  let phase: RunPhase = 'waiting';
  let outcome: RunOutcome | null = null;
  let holder: RunnerHolder | null = null;
  let current: Current | null = null;
  let latest: Current | null = null;
  let failure: RunFailure | null = null;
  let output = '';
  let warnings: readonly string[] = [];
  let heads: readonly string[] = [];
  let endedAfterMs: number | null = null;
  let timer: NodeJS.Timeout | null = null;

  const snapshot = (): RunSnapshot => ({
    ...identity,
    ...asked,
    phase,
    outcome,
    holder,
    steps: [...steps.values()],
    doneCount: [...steps.values()].filter(({ status }) => status === 'applied').length,
    startedAt: new Date(startedAt).toISOString(),
    elapsedMs: endedAfterMs ?? performance.now() - begun,
    current: current && { ...current },
    failure,
    output,
    warnings,
    heads,
  });
  const pushNow = () => {
    if (timer) clearTimeout(timer);
    timer = null;
    push(snapshot());
  };
  const changed = () => {
    timer ??= setTimeout(pushNow, PUSH_EVERY_MS);
  };
  const setStep = (name: string, change: Partial<StepSnapshot>) => {
    const step = steps.get(name);
    if (step) steps.set(name, { ...step, ...change });
  };
  /** Each kind of event as the change that it makes. */
  const appliers: { readonly [K in RunEvent['type']]: (event: Extract<RunEvent, { type: K }>) => void } = {
    'step-begun': ({ name, transaction, tries }) => {
      setStep(name, { status: 'running', transaction, tries });
      current = {
        name,
        startedAt: new Date().toISOString(),
        statements: [],
        statementCount: 0,
        blockers: [],
      };
      latest = current;
    },
    statement: ({ sql, at }) => {
      if (!current) return;
      const statement = { sql, startedAt: new Date(at).toISOString(), durationMs: null };
      current.statements = [...current.statements.slice(1 - KEPT_STATEMENTS), statement];
      current.statementCount++;
    },
    'statement-ended': ({ durationMs }) => {
      if (!current) return;
      const at = current.statements.findIndex((each) => each.durationMs === null);
      current.statements = current.statements.map((each, index) =>
        index === at ? { ...each, durationMs } : each,
      );
      current.blockers = [];
    },
    captured: () => undefined,
    // At once: the next try may begin before the next push.
    retrying: ({ name }) => {
      setStep(name, { status: 'retrying' });
      pushNow();
    },
    'step-ended': ({ name, status, transaction, durationMs, caught }) => {
      setStep(name, { status, transaction, durationMs });
      warnings = [...warnings, ...caught.map((message) => `${name} caught an error and went on: ${message}`)];
      current = null;
    },
  };
  return {
    get phase() {
      return phase;
    },
    plan({ steps: planned }) {
      for (const { name } of planned) {
        steps.set(name, { name, status: 'waiting', durationMs: null, transaction: null, tries: 0 });
      }
      changed();
    },
    enter(next) {
      phase = next;
      if (next !== 'waiting') holder = null;
      changed();
    },
    waitFor(who) {
      holder = who;
      changed();
    },
    apply(event) {
      // Each applier takes the member of the union that its key names.
      (appliers[event.type] as (event: RunEvent) => void)(event);
      changed();
    },
    blockedBy(blockers) {
      if (current) current.blockers = blockers;
      changed();
    },
    settle(name, status) {
      setStep(name, { status });
      changed();
    },
    print(text) {
      output = (output + text).slice(-KEPT_OUTPUT);
      changed();
    },
    warn(text) {
      warnings = [...warnings, text];
      changed();
    },
    fail(told) {
      failure ??= told;
      changed();
    },
    end(how, where) {
      for (const step of steps.values()) {
        if (step.status === 'waiting') setStep(step.name, { status: 'not-reached' });
      }
      phase = 'ended';
      outcome = how;
      heads = where;
      current = null;
      endedAfterMs = performance.now() - begun;
      pushNow();
    },
    currentName: () => current?.name ?? null,
    endedStatements: () => endedOf(current).count,
    endedOf: (name) => endedOf(latest?.name === name ? latest : null),
    step: (name) => steps.get(name),
    snapshot,
  };
}
