/** What package.json says of scripts, and under the key "lockstep". */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { badInput } from '../../errors';
import { NotStatic, parseJson, readSmall } from './readValue';

export interface PackageFile {
  readonly scripts: Readonly<Record<string, string>>;
  /** undefined: there is no such key. */
  readonly lockstep: unknown;
  /** Why it can't be read. */
  readonly problem: string | null;
}

const NO_PACKAGE: PackageFile = { scripts: {}, lockstep: undefined, problem: null };
const packageFile = z.looseObject({ scripts: z.unknown().optional(), lockstep: z.unknown().optional() });

export function readPackageFile(root: string): PackageFile {
  const path = join(root, 'package.json');
  if (!existsSync(path)) return NO_PACKAGE;
  try {
    const { scripts, lockstep } = packageFile.catch({}).parse(parseJson(readSmall(path)));
    return { scripts: textsOf(scripts), lockstep, problem: null };
  } catch (error) {
    if (!(error instanceof NotStatic)) throw error;
    return { ...NO_PACKAGE, problem: error.what };
  }
}

/** Comments and other things that people keep there are no scripts. */
function textsOf(scripts: unknown): Readonly<Record<string, string>> {
  const all = z.record(z.string(), z.unknown()).catch({}).parse(scripts);
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, line]) => (typeof line === 'string' ? [[name, line]] : [])),
  );
}

export function badKey(root: string, what: string): Error {
  return badInput(
    `“lockstep” in ${join(root, 'package.json')} can’t be understood: ${what}`,
    'Its keys are revisions, models, config, environment and ledger ("table", "schema.table" or { table, schema }).',
    'folder',
  );
}
