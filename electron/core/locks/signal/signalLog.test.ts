import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createSignalLog, type SignalEntry } from './signalLog';

const ENTRY: SignalEntry = {
  at: '2026-11-27T12:00:00.000Z',
  by: 'dana@laptop',
  connection: 'shop',
  database: 'shop',
  action: 'cancel',
  pid: 1,
  backendStart: '2026-11-27 11:00:00+00',
  gid: null,
  outcome: 'asked',
  message: '',
};

async function readPids(file: string): Promise<readonly number[]> {
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  return lines.map((line) => JSON.parse(line).pid);
}

test('the newest signals are kept, in two files of a bounded size', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-signals-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const length = JSON.stringify({ ...ENTRY, pid: 10 }).length + 1;
  const write = createSignalLog(join(folder, 'home', 'signals.jsonl'), length * 3);
  for (let pid = 10; pid < 18; pid++) await write({ ...ENTRY, pid });
  expect((await readdir(join(folder, 'home'))).sort()).toEqual(['signals.jsonl', 'signals.old.jsonl']);
  expect(await readPids(join(folder, 'home', 'signals.old.jsonl'))).toEqual([13, 14, 15]);
  expect(await readPids(join(folder, 'home', 'signals.jsonl'))).toEqual([16, 17]);
});

test('those that are written at once are all there, in their order', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-signals-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const write = createSignalLog(join(folder, 'signals.jsonl'));
  const pids = Array.from({ length: 20 }, (_, place) => place + 1);
  await Promise.all(pids.map((pid) => write({ ...ENTRY, pid })));
  expect(await readPids(join(folder, 'signals.jsonl'))).toEqual(pids);
});
