/** The value that a file of a project stands for, without running it. */
import { readFileSync, statSync } from 'node:fs';
import { extname } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface FilePlace {
  /** What process.cwd() is: the project's folder. */
  readonly root: string;
  /** What process.env is. A .env that a file loads is added to it, as it would be by running. */
  readonly env: Record<string, string | undefined>;
}

/** The file has to run for this to be known. */
export class NotStatic extends Error {
  constructor(
    readonly line: number,
    readonly what: string,
  ) {
    super(`line ${line}: ${what}`);
  }

  /** A sentence; `where` is the file or the setting. */
  describe(where: string): string {
    return `${where}, ${this.message}: it must run to be known.`;
  }
}

/** Running it would not help either. */
export class Unreadable extends NotStatic {
  override describe(where: string): string {
    return `${where}: ${this.what}.`;
  }
}

/** A text is made with a variable that is not set. Running would put "undefined" there, which nobody means. */
export class MadeOfUnset extends NotStatic {
  constructor(
    line: number,
    readonly variable: string,
  ) {
    super(line, `the variable ${variable} is not set`);
  }

  override describe(): string {
    return `The variable ${this.variable} is not set.`;
  }
}

/** It is a variable that is not set, and so nothing: whoever asks for it gets undefined. */
export class NotSet extends MadeOfUnset {}

const LARGEST_BYTES = 256 * 1024;

/** Throws NotStatic. What reads JavaScript is large, and loaded only for it. */
export async function readValue(path: string, place: FilePlace): Promise<unknown> {
  if (extname(path) === '.json') return parseJson(readSmall(path));
  const { evaluateFile } = await import('./evaluateFile');
  return evaluateFile(path, place);
}

export function readSmall(path: string): string {
  try {
    const facts = statSync(path);
    // Reading a pipe or a device may never end.
    if (!facts.isFile()) throw new Unreadable(1, `${path} is not a file`);
    if (facts.size > LARGEST_BYTES) throw new Unreadable(1, 'the file is larger than 256 KiB');
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    if (error instanceof NotStatic) throw error;
    throw new Unreadable(1, `${path} can’t be read`);
  }
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // Without the text that JSON.parse quotes: there may be passwords in it.
    const place = /at position \d+/.exec(String(error))?.[0];
    throw new Unreadable(1, `it is not JSON${place ? ` ${place}` : ''}`);
  }
}
