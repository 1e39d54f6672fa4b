import { call, isDefinedError, ORPCError } from '@orpc/server';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CoreError, type ErrorInfo } from '../core/errors';
import { procedures } from './procedures';

const os = procedures();
let log = '';

beforeEach(() => {
  log = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    log += text;
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

async function failureOf(calling: Promise<unknown>): Promise<ErrorInfo> {
  const thrown = await calling.then(
    () => null,
    (error) => error,
  );
  if (!(thrown instanceof ORPCError) || !isDefinedError(thrown))
    throw new Error(`Not of the contract: ${thrown}`);
  expect(thrown.code).toBe('LOCKSTEP');
  return thrown.data as ErrorInfo;
}

function listing(thrown: unknown) {
  return call(
    os.connections.list.handler(() => {
      throw thrown;
    }),
    undefined,
    { path: ['connections', 'list'] },
  );
}

test('a failure of core reaches the page as it is', async () => {
  const info: ErrorInfo = { kind: 'runner-busy', message: 'Somebody runs.', holder: null };
  expect(await failureOf(listing(new CoreError(info)))).toEqual(info);
  expect(log).toBe('');
});

test('what nobody foresaw is a bug with an id, and the log has its stack without passwords', async () => {
  const error = new Error('at postgres://ann:s3cret@db/shop with password=hunter2');
  const info = await failureOf(listing(error));
  expect(info.kind).toBe('bug');
  expect(log).toContain(info.kind === 'bug' ? info.id : '');
  expect(log).toContain('connections.list');
  expect(log).not.toMatch(/s3cret|hunter2/);
});

test('a failure in the middle of a stream is told after what came before', async () => {
  const watch = os.app.watchDemo.handler(async function* () {
    yield { phase: 'starting', message: '' };
    throw new CoreError({ kind: 'connection-lost', message: 'Gone.' });
  });
  const stream = await call(watch, undefined);
  expect(await stream.next()).toMatchObject({ value: { phase: 'starting' } });
  expect(await failureOf(stream.next())).toMatchObject({ kind: 'connection-lost' });
});

test('a stream whose listener has gone ends without a failure', async () => {
  const gone = new AbortController();
  const watch = os.app.watchDemo.handler(async function* ({ context }) {
    yield { phase: 'starting', message: '' };
    await new Promise((_, reject) => context.signal.addEventListener('abort', () => reject(new Error('x'))));
  });
  const stream = await call(watch, undefined, { signal: gone.signal });
  await stream.next();
  const next = stream.next();
  await new Promise((resolve) => setImmediate(resolve));
  gone.abort();
  expect(await next).toMatchObject({ done: true });
  expect(log).toBe('');
});

const describe = os.connections.describe.handler(() => {
  throw new Error('Refused input must not come this far.');
});
const fields = { host: 'db', port: 5432, database: 'shop', user: 'ann' };

test.each([
  [{ role: 'boss', where: { url: 'x' } }, 'role'],
  [{ role: 'staging', where: { ...fields, port: 99_999 } }, 'where.port'],
  [{ role: 'staging', where: { ...fields, database: '' } }, 'where.database'],
  [{ role: 'staging', where: { url: '' } }, 'where.url'],
  [{ role: 'staging', where: { url: 'x' }, password: 7 }, 'password'],
  [null, undefined],
])('input %j is refused by the name of its field', async (input, field) => {
  // What is not of the contract's type arrives all the same: from a page, anything can.
  const info = await failureOf(call(describe, input as never));
  expect(info).toMatchObject({ kind: 'bad-input', ...(field && { field }) });
  expect(info.message).toMatch(/can’t be used: .{5,}\.$/);
  expect(log).toBe('');
});
