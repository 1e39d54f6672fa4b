/** The value that a file of a project stands for, without running it. */
import { readFileSync, statSync } from 'node:fs';
import { extname } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface FilePlace {
  /** What process.cwd() is: the project's folder. */
  readonly root: string;
  /** What process.env is. */
  readonly env: Environment;
}

/** The file has to run for this to be known. */
export class NotStatic extends Error {
  constructor(
    readonly line: number,
    readonly what: string,
  ) {
    super(`line ${line}: ${what}`);
  }
}

const LARGEST_BYTES = 1024 * 1024;

/** Throws NotStatic. What reads JavaScript is large, and loaded only for it. */
export async function readValue(path: string, place: FilePlace): Promise<unknown> {
  if (extname(path) === '.json') return parseJson(readSmall(path));
  const { evaluateFile } = await import('./evaluateFile');
  return evaluateFile(path, place);
}

export function readSmall(path: string): string {
  try {
    if (statSync(path).size > LARGEST_BYTES) throw new NotStatic(1, 'the file is larger than 1 MiB');
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    if (error instanceof NotStatic) throw error;
    throw new NotStatic(1, `${path} can’t be read`);
  }
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new NotStatic(1, `it is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
