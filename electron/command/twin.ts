import { join } from 'node:path';
import { homeFolder } from '../core/home/homeFolder';
import { createTwin, type Twin } from '../core/twin/twinKeeper';
import type { CommandContext } from './verb';

/** Ctrl+C ends what happens on it; its server stops however that ends. */
export async function withTwin<T>(
  context: CommandContext,
  use: (twin: Twin, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const twin = createTwin({ folder: join(homeFolder(context.env), 'twin') });
  const stop = new AbortController();
  const cancel = () => stop.abort();
  process.on('SIGINT', cancel).on('SIGTERM', cancel);
  try {
    return await use(twin, stop.signal);
  } finally {
    process.off('SIGINT', cancel).off('SIGTERM', cancel);
    await twin.stop();
  }
}
