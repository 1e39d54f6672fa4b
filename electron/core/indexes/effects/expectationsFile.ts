/** What was expected of indexes, for everybody who works on the project: a file to be committed with it. */
import { z } from 'zod';
import { projectJson } from '../../project/projectJson';
import type { Expectation } from './expectation';

export const EFFECTS_FILE = '.lockstep/effects.json';

/** Newest; what an index did years ago nobody asks for. */
const MOST_KEPT = 200;

const name = z.string().min(1).max(200);
const figure = z.number().nonnegative();

const file = projectJson<{ readonly expected: readonly Expectation[] }>(
  EFFECTS_FILE,
  z.object({
    expected: z.array(
      z.object({
        ...{ schema: name, table: name, index: name, database: name },
        ...{ writtenAt: z.iso.datetime(), sizeBytes: figure.nullable() },
        statements: z.array(
          z.object({
            ...{ queryId: name, text: z.string() },
            ...{ calls: figure, meanMs: figure, expectedMs: figure },
          }),
        ),
      }),
    ),
  }),
  { expected: [] },
);

export async function readExpectations(projectFolder: string): Promise<readonly Expectation[]> {
  return (await file.read(projectFolder)).expected;
}

/** In place of what was expected of the same index of the same database before; by name, to be merged as text. */
export async function rememberExpectations(
  projectFolder: string,
  added: readonly Expectation[],
): Promise<void> {
  if (added.length === 0) return;
  const all = [...(await readExpectations(projectFolder)), ...added];
  const byKey = new Map(all.map((each) => [keyOf(each), each]));
  const newest = [...byKey.values()].sort((one, other) => compare(other.writtenAt, one.writtenAt));
  const kept = newest.slice(0, MOST_KEPT).sort((one, other) => compare(keyOf(one), keyOf(other)));
  await file.write(projectFolder, { expected: kept });
}

/** For whoever reads what is written; null: nothing is remembered. */
export function describeRemembering(expected: readonly Expectation[]): string | null {
  if (expected.length === 0) return null;
  return `What is expected of ${expected.map(({ index }) => index).join(', ')} is remembered in ${EFFECTS_FILE}, to be committed.`;
}

function keyOf({ schema, index, database }: Expectation): string {
  return JSON.stringify([schema, index, database]);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
