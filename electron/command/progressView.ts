import type { RunSnapshot } from '../core/revisions/runSnapshot';
import { printable } from './printable';
import type { CommandContext } from './verb';

/** A bar on a terminal; a line per finished revision elsewhere, so that a log reads well. */
export interface ProgressView {
  show(snapshot: RunSnapshot): void;
  end(): void;
}

const BAR_WIDTH = 24;

export function createProgressView(stderr: CommandContext['stderr']): ProgressView {
  return stderr.isTTY ? terminalView(stderr) : lineView(stderr);
}

function terminalView(stderr: CommandContext['stderr']): ProgressView {
  return {
    show(snapshot) {
      const line = describe(snapshot).slice(0, (stderr.columns ?? 80) - 1);
      stderr.write(`\r\u001b[2K${line}`);
    },
    end: () => void stderr.write('\r\u001b[2K'),
  };
}

function lineView(stderr: CommandContext['stderr']): ProgressView {
  const told = new Set<string>();
  const tell = (text: string) => {
    if (!told.has(text)) stderr.write(`${text}\n`);
    told.add(text);
  };
  return {
    show(snapshot) {
      if (snapshot.phase === 'waiting' && snapshot.holder) tell(describe(snapshot));
      for (const { name, status, durationMs } of snapshot.steps) {
        const word = status === 'applied' && snapshot.direction === 'down' ? 'undone' : status;
        if (durationMs !== null) tell(`${word} ${printable(name)} (${Math.round(durationMs)} ms)`);
      }
    },
    end: () => undefined,
  };
}

function describe(snapshot: RunSnapshot): string {
  const { phase, holder, steps, doneCount, current, elapsedMs } = snapshot;
  if (phase === 'waiting') {
    const who = holder
      ? `pid ${holder.pid} (${printable(holder.application)}, ${printable(holder.user)})`
      : 'somebody';
    return holder ? `Waiting for the run of ${who} to end …` : 'Connecting …';
  }
  const filled = steps.length === 0 ? 0 : Math.round((doneCount / steps.length) * BAR_WIDTH);
  const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
  const seconds = Math.floor(elapsedMs / 1000);
  const waiting = current && current.blockers.length > 0 ? ` waits for pid ${current.blockers[0]?.pid}` : '';
  return `${bar} ${doneCount}/${steps.length} ${seconds} s ${printable(current?.name ?? phase)}${waiting}`;
}
