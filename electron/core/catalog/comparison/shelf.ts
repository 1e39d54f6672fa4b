import { badInput } from '../../errors';

export interface Shelf<T> {
  put(id: string, value: T): void;
  get(id: string): T;
  drop(id: string): void;
}

/** Keeps the latest few. */
export function createShelf<T>(size: number, what: string, hint: string): Shelf<T> {
  const kept = new Map<string, T>();
  return {
    put(id, value) {
      kept.set(id, value);
      const [oldest] = kept.keys();
      if (kept.size > size && oldest !== undefined) kept.delete(oldest);
    },
    drop: (id) => void kept.delete(id),
    get(id) {
      const value = kept.get(id);
      if (value === undefined) throw badInput(`That ${what} is not kept any more.`, hint);
      // What is used last goes last.
      kept.delete(id);
      kept.set(id, value);
      return value;
    },
  };
}
