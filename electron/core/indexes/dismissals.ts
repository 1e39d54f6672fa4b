/** What somebody has decided not to do, and why: a file of the project's, to be committed with it. */
import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { badInput } from '../errors';
import { AS_USUAL, writeAtomically } from '../home/writeAtomically';
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

const fileSchema = z.object({
  dismissed: z.array(
    z.object({
      ...{ id: z.string().min(1), kind: z.string(), table: z.string(), columns: z.array(z.string()) },
      ...{ why: z.string(), by: z.string(), at: z.string() },
    }),
  ),
});

/** None where there is no file; one that can't be understood is refused, and never overwritten. */
export async function readDismissals(projectFolder: string): Promise<readonly Dismissal[]> {
  const path = join(projectFolder, DISMISSALS_FILE);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw unreadable(error.message);
  });
  if (text === null) return [];
  const parsed = fileSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data.dismissed;
  const [issue] = parsed.error.issues;
  throw unreadable(`${issue?.path.join('.') || 'the file'}: ${issue?.message}`);
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
async function write(projectFolder: string, dismissed: readonly Dismissal[]): Promise<void> {
  const folder = await lstat(join(projectFolder, '.lockstep')).catch(() => null);
  if (folder?.isSymbolicLink()) {
    throw badInput('.lockstep is a link to somewhere else.', 'Make it a folder of the project.');
  }
  const sorted = [...dismissed].sort((one, other) => (one.id < other.id ? -1 : 1));
  const text = `${JSON.stringify({ dismissed: sorted }, null, 2)}\n`;
  await writeAtomically(join(projectFolder, DISMISSALS_FILE), text, AS_USUAL);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unreadable(what: string) {
  return badInput(
    `${DISMISSALS_FILE} can’t be understood (${what}).`,
    'Mend it, or take it back from version control; nothing was written.',
  );
}
