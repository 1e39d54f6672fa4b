import { AsyncIteratorClass } from '@orpc/client';

export async function* pacedBy<T>(ms: number, values: readonly T[]): AsyncGenerator<T> {
  for (const value of values) {
    yield value;
    await pause(ms);
  }
}

export function streamOf<T>(pushed: AsyncGenerator<T>): AsyncIteratorClass<T, unknown, void> {
  return new AsyncIteratorClass<T, unknown, void>(
    () => pushed.next(),
    async () => void (await pushed.return(undefined)),
  );
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
