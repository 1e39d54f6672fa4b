/** What somebody has decided not to do, and why: a file of the project's, to be committed with it. */
import { z } from 'zod';
import { badInput } from '../errors';
import { projectJson } from '../project/projectJson';
import type { Suggestion } from './suggestion';

export interface Dismissal {
  /** Of the suggestion. */
  readonly id: string;
  /** What it was about, for people who read the file. */
  readonly kind: string;
  readonly table: string;
  readonly columns: readonly string[];
  readonly why: string;
  /** Operating system's user and host. */
  readonly by: string;
  /** ISO. */
  readonly at: string;
}

export const DISMISSALS_FILE = '.lockstep/suggestions.json';

const file = projectJson<{ readonly dismissed: readonly Dismissal[] }>(
  DISMISSALS_FILE,
  z.object({
    dismissed: z.array(
      z.object({
        ...{ id: z.string().min(1), kind: z.string(), table: z.string(), columns: z.array(z.string()) },
        ...{ why: z.string(), by: z.string(), at: z.string() },
      }),
    ),
  }),
  { dismissed: [] },
);

export async function readDismissals(projectFolder: string): Promise<readonly Dismissal[]> {
  return (await file.read(projectFolder)).dismissed;
}

export async function dismissSuggestion(
  projectFolder: string,
  { id, kind, schema, table, columns }: Suggestion,
  { why, by, at }: Pick<Dismissal, 'why' | 'by'> & { readonly at: Date },
): Promise<void> {
  const reason = why.trim();
  if (reason === '') throw badInput('A reason is needed.', 'Say why, for whoever meets it next.', 'why');
  const added = { id, kind, table: `${schema}.${table}`, columns, why: reason, by, at: at.toISOString() };
  const others = (await readDismissals(projectFolder)).filter((each) => each.id !== id);
  await write(projectFolder, [...others, added]);
}

/** It is suggested again. */
export async function restoreSuggestion(projectFolder: string, id: string): Promise<void> {
  const all = await readDismissals(projectFolder);
  const others = all.filter((each) => each.id !== id);
  if (others.length === all.length)
    throw badInput(`No suggestion ${id} was dismissed.`, `See ${DISMISSALS_FILE}.`);
  await write(projectFolder, others);
}

/** By id, so that two people's dismissals are merged as text. */
function write(projectFolder: string, dismissed: readonly Dismissal[]): Promise<void> {
  const sorted = [...dismissed].sort((one, other) => (one.id < other.id ? -1 : 1));
  return file.write(projectFolder, { dismissed: sorted });
}
