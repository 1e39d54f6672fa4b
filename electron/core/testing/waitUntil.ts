import { setTimeout as delay } from 'node:timers/promises';

/** Polls until the predicate answers with something truthy, and returns that; fails after the timeout. */
export async function waitUntil<Answer>(
  predicate: () => Answer | Promise<Answer>,
  timeoutMs = 5_000,
): Promise<Exclude<Answer, false | null | undefined>> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await predicate();
    if (answer) return answer as Exclude<Answer, false | null | undefined>;
    if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs} ms in vain for: ${predicate.toString()}`);
    await delay(10);
  }
}
