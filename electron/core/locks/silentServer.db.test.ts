/** A server that hangs, or that the network has lost: it doesn't answer, and doesn't say so. */
import { tmpdir } from 'node:os';
import { beforeAll, expect, test } from 'vitest';
import { parseTarget } from '../connection/parseTarget';
import { openSession } from '../connection/session';
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase';
import { atEnd } from '../testing/endings';
import { type Forwarder, portOf, startForwarder, throughPort } from '../testing/forwarder';
import { openTestConnection } from '../testing/testConnection';
import { createLockCalls } from './lockCalls';
import type { LockWatch } from './snapshot';

let database: TestDatabase;
let forwarder: Forwarder;
let url: string;

beforeAll(async () => {
  database = await createTestDatabase();
  forwarder = await startForwarder(portOf(database.url));
  url = throughPort(database.url, forwarder.port);
});

test('what is shown is told to be old within three seconds, and comes anew once the server answers', async () => {
  const connection = await openTestConnection(url);
  const locks = createLockCalls({ use: async () => connection, home: tmpdir() });
  atEnd(() => locks.close());
  const seen: LockWatch[] = [];
  let silentAt = 0;
  for await (const each of locks.watch(
    { connectionId: 'test', everyMs: 500 },
    new AbortController().signal,
  )) {
    seen.push(each);
    if (seen.length === 1) {
      forwarder.silence(true);
      silentAt = performance.now();
    }
    if (each.failure) break;
  }
  const toldAfterMs = performance.now() - silentAt;
  expect(seen).toMatchObject([
    { failure: null },
    { snapshot: seen[0]?.snapshot, failure: { error: { kind: 'connection-lost' } } },
  ]);
  expect(toldAfterMs).toBeLessThan(3000);
  forwarder.silence(false);
  for await (const { failure } of locks.watch(
    { connectionId: 'test', everyMs: 500 },
    new AbortController().signal,
  ))
    if (!failure) break;
});

test('a session that must not hang ends when a query has no answer, however many wait behind it', async () => {
  const session = await openSession(parseTarget({ url }), {
    kind: 'watch',
    name: 'lockstep test',
    answersWithinMs: 400,
  });
  atEnd(() => session.close());
  await Promise.all([1, 2, 3].map(() => session.query('SELECT pg_sleep(0.2)')));
  expect(session.isLost).toBe(false);
  forwarder.silence(true);
  const begun = performance.now();
  const asked = await Promise.allSettled([1, 2].map(() => session.query('SELECT 1')));
  expect(performance.now() - begun).toBeLessThan(1500);
  expect(asked).toMatchObject([1, 2].map(() => ({ reason: { info: { kind: 'connection-lost' } } })));
  expect(session.isLost).toBe(true);
  forwarder.silence(false);
});
