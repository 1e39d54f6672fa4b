/** What was answered about renames, for everybody who works on the project: `.lockstep/renames.json` in its folder. */
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { badInput } from '../../errors';
import type { RenameAnswer } from './settleRenames';

const PLACE = '.lockstep/renames.json';

const schema = z.strictObject({
  version: z.literal(1),
  /** By what is asked, as `column public.orders.total=amount`. */
  renames: z.record(z.string(), z.enum(['renamed', 'not renamed'])),
});
type Renames = z.infer<typeof schema>;

interface Folder {
  readonly folder: string;
}

/** One that can't be read is nobody's to replace: it may be half merged. */
export async function readRenames({ folder }: Folder): Promise<readonly RenameAnswer[]> {
  const { renames } = await readAll(folder);
  return Object.entries(renames).map(([questionId, answer]) => ({
    questionId,
    isRename: answer === 'renamed',
  }));
}

/** In the order of the names, so that two people's answers merge. */
export async function rememberRenames(
  { folder }: Folder,
  answers: readonly RenameAnswer[],
): Promise<readonly RenameAnswer[]> {
  const { renames } = await readAll(folder);
  const given = answers.map(
    ({ questionId, isRename }) => [questionId, isRename ? 'renamed' : 'not renamed'] as const,
  );
  const all = new Map([...Object.entries(renames), ...given]);
  const sorted = [...all].sort(([a], [b]) => (a < b ? -1 : 1));
  await write(join(folder, PLACE), { version: 1, renames: Object.fromEntries(sorted) });
  return readRenames({ folder });
}

async function readAll(folder: string): Promise<Renames> {
  const path = join(folder, PLACE);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw unreadable(path, error.message);
  });
  if (text === null) return { version: 1, renames: {} };
  const parsed = schema.safeParse(parseJson(path, text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw unreadable(path, `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim());
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(path, error instanceof Error ? error.message : String(error));
  }
}

function unreadable(path: string, why: string): Error {
  return badInput(`${path} could not be read: ${why}.`, 'Mend it, or remove it and answer again.', 'renames');
}

async function write(path: string, renames: Renames): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.new`;
  const file = await open(draft, 'w');
  try {
    await file.writeFile(`${JSON.stringify(renames, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}
