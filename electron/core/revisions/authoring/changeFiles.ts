/**
 * Makes a plan's changes to files: all of them, or none.
 * New texts are written beside the files first, and given their names only when all are there. Nothing is ever
 * overwritten that is not what the plan has seen.
 */
import { randomBytes } from 'node:crypto';
import {
  constants,
  copyFile,
  link,
  lstat,
  open,
  readFile,
  realpath,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { badInput, CoreError } from '../../errors';
import type { Project } from '../../project/project';
import type { FileChange } from './fileChange';

interface Step {
  readonly change: FileChange;
  /** Where the text is to be. */
  readonly to: string;
  /** Where it is; null for a new file. */
  readonly from: string | null;
  /** Its new text, under a name for the time being. */
  readonly draft: string;
  /** Where its old text is kept until all is done. */
  readonly aside: string;
}

type Undo = () => Promise<void>;

export async function changeFiles(project: Project, changes: readonly FileChange[]): Promise<void> {
  await refuseLinkedFolder(project);
  const steps = changes.map((change) => stepFor(project, change));
  for (const step of steps) await refuseChanged(step);
  const undo: Undo[] = [];
  try {
    for (const step of steps) await writeDraft(step);
    for (const step of steps) undo.push(await place(step));
    for (const step of steps) if (isRenamed(step)) undo.push(await putAside(step));
  } catch (error) {
    for (const each of undo.reverse()) await each();
    throw error;
  } finally {
    for (const { draft } of steps) await rm(draft, { force: true });
  }
  for (const { aside } of steps) await rm(aside, { force: true });
}

function isRenamed({ from, to }: Step): boolean {
  return from !== null && from !== to;
}

function stepFor({ folder, revisionsFolder }: Project, change: FileChange): Step {
  const inside = (path: string) => {
    const full = resolve(folder, path);
    if (dirname(full) === resolve(revisionsFolder)) return full;
    throw badInput(`${path} is not in ${revisionsFolder}.`, 'Revisions are written nowhere else.');
  };
  const to = inside(change.path);
  const old = change.renamedFrom ?? change.path;
  const other = join(dirname(to), `.lockstep-${randomBytes(6).toString('hex')}`);
  const from = change.before === null ? null : inside(old);
  return { change, to, from, draft: `${other}.new`, aside: `${other}.old` };
}

/** A folder of the project that is a link to somewhere else. */
async function refuseLinkedFolder({ folder, revisionsFolder }: Project): Promise<void> {
  const isInside = (path: string, outer: string) =>
    path === outer || !relative(outer, path).startsWith(`..${sep}`);
  const real = await realpath(revisionsFolder);
  if (!isInside(revisionsFolder, folder) || isInside(real, await realpath(folder))) return;
  throw badInput(
    `${revisionsFolder} is a link to ${real}, outside of the project.`,
    'Open the project that the revisions are in.',
  );
}

async function refuseChanged({ from, change }: Step): Promise<void> {
  if (from === null) return;
  const facts = await lstat(from).catch(() => null);
  if (facts?.isSymbolicLink()) {
    throw badInput(`${basename(from)} is a link to another file.`, 'Change that one, where it is.');
  }
  if (facts?.isFile() && (await readFile(from, 'utf8')) === change.before) return;
  throw new CoreError({
    kind: 'files-changed',
    names: [basename(from)],
    message: `${basename(from)} has changed since the plan was made.`,
    hint: 'Look at the plan again. Nothing was changed.',
  });
}

async function writeDraft({ draft, from, change }: Step): Promise<void> {
  const mode = from === null ? 0o666 : (await stat(from)).mode & 0o777;
  const file = await open(draft, 'wx', mode);
  try {
    await file.writeFile(change.after);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Answers with what takes it back. */
async function place({ draft, from, to, aside, change }: Step): Promise<Undo> {
  if (from === to) {
    await copyFile(from, aside);
    await rename(draft, to);
    return () => rename(aside, to);
  }
  await putNew(draft, to, change.path);
  return () => rm(to);
}

async function putAside({ from, aside }: Step): Promise<Undo> {
  if (from === null) return async () => undefined;
  await rename(from, aside);
  return () => rename(aside, from);
}

/** Never over another file, whoever has made it in the meantime. */
async function putNew(draft: string, to: string, path: string): Promise<void> {
  const refuse = (error: unknown): never => {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      throw badInput(`There is a file ${path} already.`, 'Nothing was changed; make the plan again.');
    throw error;
  };
  await link(draft, to).catch(async (error: NodeJS.ErrnoException) => {
    // Some file systems know no links.
    if (error.code === 'EEXIST') refuse(error);
    await copyFile(draft, to, constants.COPYFILE_EXCL).catch(refuse);
  });
}
