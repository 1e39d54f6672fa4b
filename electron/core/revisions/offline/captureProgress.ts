import { EventEmitter, on } from 'node:events';
import type { CaptureSnapshot } from './handOff';

const PUSH_EVERY_MS = 100;

export interface CaptureProgress {
  /** Of many pushed closely together only the latest is told. */
  push(snapshot: CaptureSnapshot): void;
  end(snapshot: CaptureSnapshot): void;
  /** Until the end, to one reader. */
  snapshots(): AsyncGenerator<CaptureSnapshot>;
}

export function createCaptureProgress(): CaptureProgress {
  const changes = new EventEmitter<{ snapshot: [CaptureSnapshot] }>();
  // Listening begins before the first push.
  const told = on(changes, 'snapshot');
  let latest: CaptureSnapshot | null = null;
  let timer: NodeJS.Timeout | null = null;
  const tell = () => {
    timer = null;
    if (latest) changes.emit('snapshot', latest);
    latest = null;
  };
  return {
    push(snapshot) {
      latest = snapshot;
      timer ??= setTimeout(tell, PUSH_EVERY_MS);
    },
    end(snapshot) {
      if (timer) clearTimeout(timer);
      latest = snapshot;
      tell();
    },
    async *snapshots() {
      for await (const [snapshot] of told) {
        yield snapshot;
        if (snapshot.phase === 'done' || snapshot.phase === 'failed') return;
      }
    },
  };
}
