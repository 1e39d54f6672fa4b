import { lstat, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { z } from 'zod';
import { badInput } from '../errors';
import { AS_USUAL, writeAtomically } from '../home/writeAtomically';

/** A file of ours in a project, to be committed with it: one that can't be understood may be half merged. */
export interface ProjectJson<T> {
  /** `empty` where there is no file; one that can't be understood is refused, and never overwritten. */
  read(projectFolder: string): Promise<T>;
  write(projectFolder: string, value: T): Promise<void>;
}

/** `place` is below the project's folder, as `.lockstep/suggestions.json`. */
export function projectJson<T>(place: string, schema: z.ZodType<T>, empty: T): ProjectJson<T> {
  return {
    async read(projectFolder) {
      const text = await readText(projectFolder, place);
      if (text === null) return empty;
      const parsed = schema.safeParse(parseJson(text));
      if (parsed.success) return parsed.data;
      const [issue] = parsed.error.issues;
      throw unreadable(place, `${issue?.path.join('.') || 'the file'}: ${issue?.message}`);
    },
    async write(projectFolder, value) {
      const folder = await lstat(join(projectFolder, dirname(place))).catch(() => null);
      if (folder?.isSymbolicLink())
        throw badInput(`${dirname(place)} is a link to somewhere else.`, 'Make it a folder of the project.');
      await writeAtomically(join(projectFolder, place), `${JSON.stringify(value, null, 2)}\n`, AS_USUAL);
    },
  };
}

function readText(projectFolder: string, place: string): Promise<string | null> {
  return readFile(join(projectFolder, place), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw unreadable(place, error.message);
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unreadable(place: string, what: string) {
  return badInput(
    `${place} can’t be understood (${what}).`,
    'Mend it, or take it back from version control; nothing was written.',
  );
}
