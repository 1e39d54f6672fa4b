import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beginBaseline, type Counters, measuredSince, rebase, type StatementCount } from './baseline';

type Step =
  | { readonly kind: 'call'; readonly queryId: string; readonly by: string; readonly ms: number }
  /** Made room for another one, or was reset alone. */
  | { readonly kind: 'forget'; readonly queryId: string; readonly by: string }
  | { readonly kind: 'reset' }
  | { readonly kind: 'look' };

const of = { queryId: fc.constantFrom('1', '2'), by: fc.constantFrom('app', 'report') };
const call = fc.record({ kind: fc.constant('call' as const), ...of, ms: fc.integer({ min: 0, max: 1000 }) });
const forget = fc.record({ kind: fc.constant('forget' as const), ...of });
const reset = fc.constant({ kind: 'reset' as const });
const look = fc.constant({ kind: 'look' as const });

/** A server that counts, and beside it the calls themselves. */
function createServer(tellsSince: boolean) {
  let clock = 0;
  let since = '0';
  let counts = new Map<string, StatementCount>();
  let remembered: (Extract<Step, { readonly kind: 'call' }> & { readonly at: number })[] = [];
  const drop = (isGone: (each: Pick<StatementCount, 'queryId' | 'by'>) => boolean) => {
    counts = new Map([...counts].filter(([, each]) => !isGone(each)));
    remembered = remembered.filter((each) => !isGone(each));
  };
  return {
    step(step: Exclude<Step, { readonly kind: 'look' }>) {
      clock++;
      if (step.kind === 'reset') {
        since = String(clock);
        return drop(() => true);
      }
      const { queryId, by } = step;
      if (step.kind === 'forget') return drop((each) => each.queryId === queryId && each.by === by);
      const key = `${queryId} ${by}`;
      const fresh = { queryId, by, calls: 0, totalMs: 0, since: tellsSince ? String(clock) : null };
      const { calls, totalMs, ...rest } = counts.get(key) ?? fresh;
      counts.set(key, { ...rest, calls: calls + 1, totalMs: totalMs + step.ms });
      remembered.push({ ...step, at: clock });
    },
    counters: (): Counters => ({ takenAt: String(clock), since, counts: [...counts.values()] }),
    /** What is still counted of the calls after a moment. */
    callsAfter: (moment: string, id: string) =>
      remembered.filter(({ at, queryId }) => at > Number(moment) && queryId === id).map(({ ms }) => ms),
  };
}

function measure(before: readonly Step[], after: readonly Step[], tellsSince: boolean) {
  const server = createServer(tellsSince);
  const walk = (steps: readonly Step[], onLook: () => void) => {
    for (const step of steps) step.kind === 'look' ? onLook() : server.step(step);
  };
  walk(before, () => undefined);
  let baseline = beginBaseline(server.counters(), 0);
  const take = () => {
    baseline = rebase(baseline, server.counters(), 0);
  };
  walk(after, take);
  take();
  return ['1', '2'].map((queryId) => ({
    measured: measuredSince(baseline, server.counters(), queryId),
    calls: server.callsAfter(baseline.at, queryId),
  }));
}

function expectExact(results: ReturnType<typeof measure>) {
  for (const { measured, calls } of results)
    expect(measured).toEqual({ calls: calls.length, totalMs: calls.reduce((sum, ms) => sum + ms, 0) });
}

test('what is measured are exactly the calls since, whatever is reset or forgotten, where each count tells its age', () => {
  const steps = fc.array(fc.oneof({ weight: 5, arbitrary: call }, forget, reset, look), { maxLength: 40 });
  fc.assert(fc.property(steps, steps, (before, after) => expectExact(measure(before, after, true))));
});

test('before PostgreSQL 17 so it is for resets of everything, however seldom somebody looks', () => {
  const steps = fc.array(fc.oneof({ weight: 5, arbitrary: call }, reset, look), { maxLength: 40 });
  fc.assert(fc.property(steps, steps, (before, after) => expectExact(measure(before, after, false))));
});

test('before PostgreSQL 17 one that was forgotten is noticed by a look that comes before it has grown again', () => {
  const quick = { kind: 'call', queryId: '1', by: 'app', ms: 1 } as const;
  const forgotten = { kind: 'forget', queryId: '1', by: 'app' } as const;
  const later = [forgotten, quick, { kind: 'look' }, quick, quick, quick, quick] as const;
  expectExact(measure([quick, quick, quick], later, false));
});

test('scans that began anew are counted from nothing', () => {
  const now: Counters = { takenAt: '', since: null, counts: [] };
  const baseline = beginBaseline(now, 7);
  expect(rebase(baseline, now, 9).scans).toBe(7);
  expect(rebase(baseline, now, 2).scans).toBe(0);
});
