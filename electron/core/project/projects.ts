/** The user's projects: recent folders, and which of them may run their code. */
import { readdir, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import type { Credentials } from '../connection/parseTarget';
import { badInput } from '../errors';
import { jsonFile } from '../home/jsonFile';
import { initProject } from './initProject';
import { credentialsOf, withoutPassword } from './layout/readEnvironments';
import type { FolderListing, Project, ProjectEnvironment, ProjectSummary } from './project';
import { countRevisions, readProject, readProjectConfiguration } from './readProject';
import type { RevisionCache } from './revisionFiles';

const DEMO_PROJECT_ID = 'demo';

export interface Projects {
  list(): Promise<readonly ProjectSummary[]>;
  /** Sub-folders for choosing one; null begins at the user's home. */
  browse(folder: string | null): Promise<FolderListing>;
  add(folder: string): Promise<ProjectSummary>;
  remove(id: string): Promise<void>;
  trust(id: string): Promise<ProjectSummary>;
  /** The databases that the project's own configuration names; nothing of it is run. */
  environments(id: string): Promise<readonly ProjectEnvironment[]>;
  /** For core: with the password. */
  environment(id: string, name: string): Promise<Credentials>;
  /** Lays out a new project and puts it on the list. */
  init(folder: string): Promise<ProjectSummary>;
  /** For core: the project's files as they are now. */
  read(id: string): Promise<{ readonly project: Project; readonly isTrusted: boolean }>;
}

const entrySchema = z.object({
  id: z.string(),
  folder: z.string(),
  /** Trust is given to the folder that was there then: device and inode. */
  trusted: z.string().nullable(),
});
const fileSchema = z.object({ version: z.literal(1), projects: z.array(entrySchema) });
type Entry = z.infer<typeof entrySchema>;

export function createProjects(home: string, demoFolder: string): Projects {
  const file = jsonFile(join(home, 'projects.json'), fileSchema, { version: 1, projects: [] });
  const caches = new Map<string, RevisionCache>();
  const cacheOf = (id: string): RevisionCache => {
    const cache = caches.get(id) ?? new Map();
    caches.set(id, cache);
    return cache;
  };
  const find = async (id: string): Promise<Entry> => {
    const entry = (await file.read()).projects.find((each) => each.id === id);
    if (entry) return entry;
    throw badInput('That project is not in the list any more.', 'Open its folder again.');
  };
  const add = async (folder: string): Promise<ProjectSummary> => {
    const { folder: real } = await readProject(folder);
    const { projects } = await file.change((now) =>
      now.projects.some((each) => each.folder === real)
        ? now
        : { ...now, projects: [{ id: crypto.randomUUID(), folder: real, trusted: null }, ...now.projects] },
    );
    return summarise(projects.find((each) => each.folder === real) ?? (await find(real)));
  };
  const configured = async (id: string) => {
    const folder = id === DEMO_PROJECT_ID ? demoFolder : (await find(id)).folder;
    return (await readProjectConfiguration(folder)).environments;
  };
  return {
    async list() {
      const { projects } = await file.read();
      return [demoSummary(demoFolder), ...(await Promise.all(projects.map(summarise)))];
    },
    browse,
    add,
    async remove(id) {
      caches.delete(id);
      await file.change((now) => ({ ...now, projects: now.projects.filter((each) => each.id !== id) }));
    },
    async trust(id) {
      if (id === DEMO_PROJECT_ID) return demoSummary(demoFolder);
      const trusted = await identityOf((await find(id)).folder);
      await file.change((now) => ({
        ...now,
        projects: now.projects.map((each) => (each.id === id ? { ...each, trusted } : each)),
      }));
      return summarise(await find(id));
    },
    environments: async (id) => (await configured(id)).map(withoutPassword),
    environment: async (id, name) => credentialsOf(await configured(id), name),
    async init(folder) {
      const made = await initProject(folder);
      return add(made.folder);
    },
    async read(id) {
      const cache = cacheOf(id);
      if (id === DEMO_PROJECT_ID)
        return { project: await readProject(demoFolder, { cache }), isTrusted: true };
      const entry = await find(id);
      return { project: await readProject(entry.folder, { cache }), isTrusted: await isTrusted(entry) };
    },
  };
}

async function summarise(entry: Entry): Promise<ProjectSummary> {
  const { id, folder } = entry;
  return { id, name: basename(folder), folder, isDemo: false, isTrusted: await isTrusted(entry) };
}

function demoSummary(folder: string): ProjectSummary {
  return { id: DEMO_PROJECT_ID, name: 'Demo shop', folder, isDemo: true, isTrusted: true };
}

async function isTrusted({ folder, trusted }: Entry): Promise<boolean> {
  return trusted !== null && trusted === (await identityOf(folder));
}

/** The folder itself, not its name: another one put in its place is asked about again. */
async function identityOf(folder: string): Promise<string | null> {
  const facts = await stat(folder, { bigint: true }).catch(() => null);
  return facts && `${facts.dev}:${facts.ino}`;
}

async function browse(folder: string | null): Promise<FolderListing> {
  const path = await realpath(folder ?? homedir()).catch(() => null);
  const entries = path && (await readdir(path, { withFileTypes: true }).catch(() => null));
  if (!path || !entries) {
    throw badInput(`${folder} can’t be listed.`, 'It may be gone, or not readable for you.', 'folder');
  }
  const folders = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .map((entry) => entry.name)
    .sort((a, b) => a.localeCompare(b));
  const parent = dirname(path) === path ? null : dirname(path);
  return { folder: path, parent, folders, revisionCount: await countRevisions(path) };
}
