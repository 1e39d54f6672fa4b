import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';

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
        await writeAtomically(path, `${JSON.stringify(next, null, 2)}\n`);
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

async function writeAtomically(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}.new`;
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}
