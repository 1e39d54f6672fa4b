/**
 * Which columns of a target are private: remembered beside the twin, for every door and every refresh from then on.
 * Of such a column no value comes into the twin, and one that is marked later leaves it at once.
 */
import { join } from 'node:path';
import { z } from 'zod';
import type { Target } from '../../connection/profile';
import { type JsonFile, jsonFile } from '../../home/jsonFile';
import type { Twin } from '../twinKeeper';
import { countHidden } from './describeGaps';
import { forgetValues } from './forgetValues.sql';
import { describePlace, fetchCard, planDatabaseName, writeCard } from './planDatabase';
import { openGuestSession, withKeeper } from './planTwin';
import type { PrivateColumn } from './targetStatistics.sql';

const columns = z.array(z.object({ schema: z.string(), table: z.string(), column: z.string() }));
const fileSchema = z.object({ version: z.literal(1), target: z.string(), columns });
type PrivateFile = z.infer<typeof fileSchema>;

export async function readPrivateColumns(twin: Twin, target: Target): Promise<readonly PrivateColumn[]> {
  return (await fileOf(twin, target).read()).columns;
}

export interface Marking {
  readonly twin: Twin;
  readonly target: Target;
  readonly columns: readonly PrivateColumn[];
}

/** Answers with all that are private by then. */
export async function rememberPrivate({ twin, target, columns }: Marking): Promise<readonly PrivateColumn[]> {
  if (columns.length === 0) return readPrivateColumns(twin, target);
  return change(twin, target, (before) => [
    ...before,
    ...columns.filter((column) => !before.some((each) => isSame(each, column))),
  ]);
}

/** What the twin has of them by now goes. */
export async function markPrivate(marking: Marking): Promise<void> {
  const { twin, target } = marking;
  // Written first: a refresh that is under way looks again at its end.
  const all = await rememberPrivate(marking);
  const server = await twin.server();
  const name = planDatabaseName(target);
  await withKeeper(server, async (keeper) => {
    const card = await fetchCard(keeper, name);
    if (!card) return;
    const session = await openGuestSession(server, name);
    try {
      await forgetValues(session, all);
    } finally {
      await session.close();
    }
    await writeCard(keeper, name, { ...card, notes: [...countHidden(card.notes, all.length)] });
  });
}

/** Their values come with the next refresh. */
export async function markPublic({ twin, target, columns }: Marking): Promise<void> {
  await change(twin, target, (before) =>
    before.filter((each) => !columns.some((column) => isSame(each, column))),
  );
}

async function change(
  twin: Twin,
  target: Target,
  edit: (before: readonly PrivateColumn[]) => readonly PrivateColumn[],
): Promise<readonly PrivateColumn[]> {
  const changed = await fileOf(twin, target).change((file) => ({
    ...file,
    columns: [...edit(file.columns)],
  }));
  return changed.columns;
}

/** One for each target, like its twin; two that are marked at once don't meet. */
function fileOf({ folder }: Twin, target: Target): JsonFile<PrivateFile> {
  const path = join(folder, `${planDatabaseName(target)}.private.json`);
  return jsonFile<PrivateFile>(path, fileSchema, { version: 1, target: describePlace(target), columns: [] });
}

export function isSame(one: PrivateColumn, other: PrivateColumn): boolean {
  return one.schema === other.schema && one.table === other.table && one.column === other.column;
}
