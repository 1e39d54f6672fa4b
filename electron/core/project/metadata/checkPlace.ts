/** What a file may say in its `lockstep`, whichever language it is written in. */
import { z } from 'zod';
import type { StatedPlace } from '../project';

export type StatedPlaceOfFile = StatedPlace & {
  /** It runs outside of a transaction. */
  readonly declaredNone: boolean;
};

/** What a file's `lockstep` holds, as values, and where. */
export interface Statement {
  readonly values: ReadonlyMap<string, { readonly value: unknown; readonly line: number }>;
  readonly problems: readonly string[];
}

export const NOTHING_STATED: StatedPlaceOfFile = {
  revises: null,
  branch: null,
  dependsOn: [],
  lockTimeoutMs: null,
  problems: [],
  declaredNone: false,
};

/** What may stand there, for messages. */
const EXPECTED: Readonly<Record<string, string>> = {
  revises: 'a name in quotes, an array of such names, or null for base',
  branch: 'a label in quotes, without spaces, @, : or +',
  dependsOn: 'a name in quotes or an array of such names',
  transaction: 'true or false',
  lockTimeout: "a time in quotes, such as '5s', '500ms' or '1min', or a number of milliseconds",
};

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000 };
/** The largest lock_timeout of PostgreSQL. */
const LONGEST_MS = 2 ** 31 - 1;

const name = z.string().regex(/\S/);
const names = z.union([name.transform((one) => [one]), z.array(name)]);
const milliseconds = z.int().positive().max(LONGEST_MS);
const keys = {
  revises: z.union([names, z.null().transform(() => [])]),
  branch: z.string().regex(/^[^\s@:+,]+$/),
  dependsOn: names,
  transaction: z.boolean(),
  lockTimeout: z.union([z.string().transform(toMilliseconds).pipe(milliseconds), milliseconds]),
};
const schema = z.object(keys).partial();

export function checkPlace({ values, problems }: Statement): StatedPlaceOfFile {
  const told = [...problems];
  const good: Record<string, unknown> = {};
  for (const [key, { value, line }] of values) {
    const known = Object.hasOwn(keys, key);
    if (!known) told.push(describeUnknownKey(key, line));
    else if (schema.safeParse({ [key]: value }).success) good[key] = value;
    else told.push(`Line ${line}: ${key} must be ${EXPECTED[key]}.`);
  }
  const { revises, branch, dependsOn, transaction, lockTimeout } = schema.parse(good);
  return {
    revises: revises ? [...new Set(revises)] : null,
    branch: branch ?? null,
    dependsOn: [...new Set(dependsOn)],
    lockTimeoutMs: lockTimeout ?? null,
    problems: told,
    declaredNone: transaction === false,
  };
}

/** For a value that is an expression. */
export function describeComputed(key: string, line: number): string {
  if (!Object.hasOwn(keys, key)) return describeUnknownKey(key, line);
  return `Line ${line}: ${key} can’t be read without running the file; write ${EXPECTED[key]}.`;
}

function describeUnknownKey(key: string, line: number): string {
  const known = Object.keys(keys).join(', ');
  return `Line ${line}: lockstep has no key “${key}”; write one of ${known}, or leave it out.`;
}

function toMilliseconds(text: string): number {
  const parts = /^\s*(\d+(?:\.\d+)?)\s*(ms|s|min)\s*$/.exec(text);
  return Math.round(Number(parts?.[1]) * (UNIT_MS[parts?.[2] ?? ''] ?? Number.NaN));
}
