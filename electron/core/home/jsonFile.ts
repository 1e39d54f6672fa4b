import { readFile, rename } from 'node:fs/promises';
import type { z } from 'zod';
import { FOR_NOBODY_ELSE, writeAtomically } from './writeAtomically';

/**
 * A small JSON file that is either the old or the new one, never half of it.
 * One that can't be read as `schema` says is kept aside as `<path>.bad` and `empty` is used.
 */
export interface JsonFile<T> {
  read(): Promise<T>;
  /** Changes are made one after the other, each on what the one before wrote. */
  change(edit: (current: T) => T): Promise<T>;
}

export function jsonFile<T>(path: string, schema: z.ZodType<T>, empty: T): JsonFile<T> {
  let queue: Promise<unknown> = Promise.resolve();
  const read = () => readJson(path, schema, empty);
  return {
    read,
    change(edit) {
      const changed = queue.then(async () => {
        const next = edit(await read());
        await writeAtomically(path, `${JSON.stringify(next, null, 2)}\n`, FOR_NOBODY_ELSE);
        return next;
      });
      queue = changed.catch(() => undefined);
      return changed;
    },
  };
}

async function readJson<T>(path: string, schema: z.ZodType<T>, empty: T): Promise<T> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return empty;
  const parsed = schema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  await rename(path, `${path}.bad`);
  process.stderr.write(`${path} could not be read; it is kept as ${path}.bad and a new one is begun.\n`);
  return empty;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
