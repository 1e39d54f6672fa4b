/** Keeps the samples of the last half hour in which somebody waited, compressed and within bounds. */
import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import { badInput } from '../../errors';
import type { LockSnapshot } from '../snapshot';
import type { RecordedPoint, Recording } from './recording';

export interface Recorder {
  /** Whatever is compressed later than its successor still takes its own place. */
  add(snapshot: LockSnapshot): void;
  recording(): Recording;
  /** Throws bad-input when it is not kept any more. */
  read(id: number): Promise<LockSnapshot>;
  /** When the last that watched has gone. */
  pause(): void;
}

const KEPT_MS = 30 * 60_000;
const KEPT_BYTES = 32_000_000;

const compress = promisify(deflateRaw);
const expand = promisify(inflateRaw);

interface Kept {
  readonly point: RecordedPoint;
  readonly at: number;
  readonly text: Promise<Buffer>;
  bytes: number;
}

export function createRecorder(keptBytes = KEPT_BYTES): Recorder {
  let kept: readonly Kept[] = [];
  let nextId = 0;
  let since: string | null = null;
  const bytes = () => kept.reduce((sum, each) => sum + each.bytes, 0);
  return {
    add(snapshot) {
      since ??= snapshot.takenAt;
      const at = Date.parse(snapshot.takenAt);
      kept = kept.filter((each) => at - each.at <= KEPT_MS);
      if (snapshot.waitingCount === 0) return;
      const text = compress(JSON.stringify(snapshot), { level: 1 });
      const each: Kept = { point: pointOf(snapshot, nextId++), at, text, bytes: 0 };
      kept = [...kept, each];
      void text.then((buffer) => {
        each.bytes = buffer.length;
        if (bytes() > keptBytes) kept = thinOut(kept);
      });
    },
    recording: () => ({ points: kept.map(({ point }) => point), since, keptBytes: bytes() }),
    async read(id) {
      const found = kept.find(({ point }) => point.id === id);
      if (!found) throw badInput('That sample is not kept any more.', 'Choose a later one.', 'id');
      return JSON.parse((await expand(await found.text)).toString('utf8'));
    },
    pause() {
      since = null;
    },
  };
}

function pointOf({ takenAt, waitingCount, longestWaitMs, roots }: LockSnapshot, id: number): RecordedPoint {
  return { id, takenAt, waitingCount, longestWaitMs, rootCount: roots.length };
}

/** Of the older half every second one goes: an incident's beginning stays, less finely. */
function thinOut(kept: readonly Kept[]): readonly Kept[] {
  const half = Math.floor(kept.length / 2);
  return kept.filter((_, place) => place >= half || place % 2 === 0);
}
