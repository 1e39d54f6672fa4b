/**
 * Who was cancelled or ended, when and by whom: lines that are only ever added, one JSON document each. A file that
 * has become large is put aside, in place of the one that was put aside before.
 */
import { mkdir, open, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SignalOutcome } from './signalReport';

export interface SignalEntry {
  /** The server's clock where it answered, else ours. */
  readonly at: string;
  /** Operating system's user and host. */
  readonly by: string;
  readonly connection: string;
  readonly database: string;
  readonly action: 'cancel' | 'terminate' | 'rollback-prepared';
  readonly pid: number | null;
  readonly backendStart: string | null;
  readonly gid: string | null;
  /** `asked` is written before anything is sent. */
  readonly outcome: SignalOutcome | 'asked' | 'failed';
  readonly message: string;
}

export type WriteSignal = (entry: SignalEntry) => Promise<void>;

/** Some three thousand signals. */
const LARGE_BYTES = 2_000_000;

/** On disk before it returns: what is not logged is not sent. */
export function createSignalLog(path: string, largeBytes = LARGE_BYTES): WriteSignal {
  let last: Promise<unknown> = Promise.resolve();
  return (entry) => {
    const written = last
      .then(() => putAsideIfLarge(path, largeBytes))
      .then(() => append(path, `${JSON.stringify(entry)}\n`));
    last = written.catch(() => undefined);
    return written;
  };
}

async function putAsideIfLarge(path: string, largeBytes: number): Promise<void> {
  // Without a file yet there is nothing to put aside.
  const size = await stat(path).then(
    (facts) => facts.size,
    () => 0,
  );
  if (size >= largeBytes) await rename(path, path.replace(/(\.\w+)?$/, '.old$1'));
}

async function append(path: string, line: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'a', 0o600);
  try {
    await file.writeFile(line);
    await file.sync();
  } finally {
    await file.close();
  }
}
