/** A project of revision files for one test that needs no database. */
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Project } from '../project/project';
import { readProject } from '../project/readProject';
import { atEnd } from './endings';

type Texts = Readonly<Record<string, string>>;

export interface RevisionFolder {
  readonly folder: string;
  readonly revisionsFolder: string;
  project(): Promise<Project>;
  /** Everything in the folder of revisions. */
  texts(): Promise<Texts>;
  write(files: Texts): Promise<void>;
}

/** File texts by name, in migrations/; gone when the test file is over. */
export async function writeRevisionFolder(files: Texts): Promise<RevisionFolder> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'lockstep-revisions-')));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  const revisionsFolder = join(folder, 'migrations');
  await mkdir(revisionsFolder);
  const write = async (texts: Texts) => {
    for (const [name, text] of Object.entries(texts)) {
      const path = join(revisionsFolder, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    }
  };
  await write(files);
  return {
    folder,
    revisionsFolder,
    write,
    project: () => readProject(folder),
    texts: () => readTexts(revisionsFolder),
  };
}

async function readTexts(folder: string): Promise<Texts> {
  const names = (await readdir(folder)).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return Object.fromEntries(names.map((name, index) => [name, texts[index] ?? '']));
}
