/**
 * Creates, merges and moves revisions: as a plan to look at, and then as files.
 * Knows files and the graph; which revisions are applied it is told. Start at `planFiles`; one file for each kind
 * decides, `foresee` checks what the graph will be, `changeFiles` acts.
 */
import { createHash } from 'node:crypto';
import { relative, sep } from 'node:path';
import { CoreError } from '../../errors';
import type { Project, RevisionFile } from '../../project/project';
import { readRevisionText } from '../../project/revisionFiles';
import { checksumOf } from '../../project/revisionText';
import { buildGraph } from '../graph/graph';
import { stemOf } from '../graph/names';
import { changeFiles } from './changeFiles';
import type { Authoring, FileChange, FileChangePlan } from './fileChange';
import { foresee } from './foresee';
import { planMerge } from './planMerge';
import { planRebase } from './planRebase';
import { planRevision } from './planRevision';
import { stampOf, timeOf } from './revisionName';
import { type Draft, type DraftFile, refuse, type Sources } from './sources';

export interface AuthoringInput {
  readonly project: Project;
  /** Names that the ledger at hand holds; empty where there is none. */
  readonly applied: ReadonlySet<string>;
  readonly authoring: Authoring;
  readonly now: Date;
}

export async function planFiles(input: AuthoringInput): Promise<FileChangePlan> {
  const sources = gather(input);
  const draft = await decide(sources, input.authoring);
  const { heads } = foresee(sources, draft);
  const { summary, notes } = draft;
  const changes = draft.files.map((file) => changeOf(input.project, file));
  const digest = createHash('sha256').update(JSON.stringify([summary, changes, heads]));
  return { id: `${stampOf(input.now)}-${digest.digest('hex')}`, summary, changes, heads, notes };
}

/** Makes the changes of the plan, all of them or none; refused when a file has changed since it was made. */
export async function writeFiles(
  input: AuthoringInput & { readonly planId: string },
): Promise<FileChangePlan> {
  // New names hold the time of the plan.
  const now = timeOf(input.planId.slice(0, 14)) ?? input.now;
  const plan = await planFiles({ ...input, now });
  if (plan.id !== input.planId) throw changedSince(plan);
  await changeFiles(input.project, plan.changes);
  return plan;
}

function gather({ project, applied, now }: AuthoringInput): Sources {
  const graph = buildGraph(project.revisions);
  const [problem] = graph.problems;
  if (problem)
    throw refuse(problem.message, `${problem.hint} Until then no revision can be placed.`, problem.names);
  const stems = new Set([...applied].map(stemOf));
  return {
    project,
    graph,
    isApplied: (name) => stems.has(stemOf(name)),
    now,
    readText: readUnchanged,
    readDown: readRevisionText,
  };
}

function decide(sources: Sources, authoring: Authoring): Promise<Draft> {
  switch (authoring.kind) {
    case 'revision':
      return planRevision(sources, authoring);
    case 'merge':
      return planMerge(sources, authoring);
    case 'rebase':
      return planRebase(sources, authoring);
  }
}

function changeOf(project: Project, { name, from, before, after }: DraftFile): FileChange {
  const folder = relative(project.folder, project.revisionsFolder).split(sep).join('/');
  const place = (file: string) => (folder === '' ? file : `${folder}/${file}`);
  return {
    path: place(name),
    renamedFrom: from === null || from === name ? null : place(from),
    before,
    after,
  };
}

async function readUnchanged({ path, name, checksum }: Pick<RevisionFile, 'path' | 'name' | 'checksum'>) {
  const text = await readRevisionText(path);
  if (checksumOf(text) === checksum) return text;
  throw new CoreError({
    kind: 'files-changed',
    names: [name],
    message: `${name} has changed since the project was read.`,
    hint: 'Read the project again.',
  });
}

function changedSince({ changes }: FileChangePlan): CoreError {
  return new CoreError({
    kind: 'files-changed',
    names: changes.map(({ path }) => path),
    message: 'The revisions are not what they were when this plan was made.',
    hint: 'Look at the plan again. Nothing was changed.',
  });
}
