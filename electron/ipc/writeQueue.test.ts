import { call } from '@orpc/server';
import { expect, test } from 'vitest';
import { procedures } from './procedures';
import { createWriteQueue } from './writeQueue';

/** A call that ends when the test says so. */
function gate() {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

const run = { projectId: 'p', direction: 'up', target: 'head', planId: 'x' } as const;

/** The real middlewares around handlers that only say when they begin. */
function guardedRuns() {
  const os = procedures();
  const begun: string[] = [];
  const gates = new Map<string, ReturnType<typeof gate>>();
  const gateOf = (planId: string) => {
    const found = gates.get(planId) ?? gate();
    gates.set(planId, found);
    return found;
  };
  const start = os.runs.start.handler(async ({ input }) => {
    begun.push(input.planId);
    await gateOf(input.planId).passed;
    return { runId: input.planId };
  });
  const cancel = os.runs.cancel.handler(async ({ input }) => void begun.push(`cancel ${input.runId}`));
  return { start, cancel, begun, open: (planId: string) => gateOf(planId).open() };
}

test('a write waits for the write before it on the same connection', async () => {
  const { start, begun, open } = guardedRuns();
  const first = call(start, { ...run, connectionId: 'a', planId: '1' });
  const second = call(start, { ...run, connectionId: 'a', planId: '2' });
  await settle();
  expect(begun).toEqual(['1']);
  open('1');
  await first;
  await settle();
  expect(begun).toEqual(['1', '2']);
  open('2');
  expect(await second).toEqual({ runId: '2' });
});

test('writes on two connections do not wait for each other', async () => {
  const { start, begun, open } = guardedRuns();
  const both = ['a', 'b'].map((connectionId) => call(start, { ...run, connectionId, planId: connectionId }));
  await settle();
  expect(begun).toEqual(['a', 'b']);
  open('a');
  open('b');
  await Promise.all(both);
});

test('an interrupt passes while a write hangs', async () => {
  const { start, cancel, begun, open } = guardedRuns();
  const hanging = call(start, { ...run, connectionId: 'a', planId: '1' });
  await settle();
  await call(cancel, { runId: 'r' });
  expect(begun).toEqual(['1', 'cancel r']);
  open('1');
  await hanging;
});

test('a write whose caller has gone while it waited is not run', async () => {
  const { start, begun, open } = guardedRuns();
  const gone = new AbortController();
  const first = call(start, { ...run, connectionId: 'a', planId: '1' });
  const second = call(start, { ...run, connectionId: 'a', planId: '2' }, { signal: gone.signal });
  gone.abort();
  open('1');
  await first;
  await expect(second).rejects.toMatchObject({ data: { kind: 'cancelled' } });
  expect(begun).toEqual(['1']);
});

test('a failed write does not hold up the next one', async () => {
  const queue = createWriteQueue();
  const failing = queue('a', () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  expect(await queue('a', async () => 'yes')).toBe('yes');
});

test('a hundred writes keep their order', async () => {
  const queue = createWriteQueue();
  const order: number[] = [];
  const calls = Array.from({ length: 100 }, (_, index) =>
    queue('a', async () => {
      await new Promise((resolve) => setTimeout(resolve, (index * 7) % 3));
      order.push(index);
    }),
  );
  await Promise.all(calls);
  expect(order).toEqual(Array.from({ length: 100 }, (_, index) => index));
});

/** Long enough for every step that needs no timer. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
