/** A new revision. */
import { writeStatedPlace } from '../../project/metadata/writeStatedPlace';
import { findRevision } from '../graph/findRevision';
import { stemOf } from '../graph/names';
import type { Authoring, FurtherRevision, RevisionContent } from './fileChange';
import { findAstray, graphAfter, parentsNow } from './foresee';
import { writeNewRevision } from './newRevision';
import { resolveParents } from './resolveParents';
import { nextName, slugOf, stampOf } from './revisionName';
import { type Draft, type DraftFile, listNames, refuse, type Sources } from './sources';

type Asked = Extract<Authoring, { readonly kind: 'revision' }>;

export async function planRevision(sources: Sources, asked: Asked): Promise<Draft> {
  const content = asked.content ?? asked.outside;
  let before = sources;
  let last = await planOne(sources, { ...asked, content });
  const drafts = [last];
  for (const { message, content } of laterOf(asked)) {
    const [made] = last.files;
    before = afterwards(before, last);
    const parents = made ? [made.name] : [];
    last = await planOne(before, { kind: 'revision', message, format: asked.format, parents, content });
    drafts.push(last);
  }
  const summary = drafts.map((each) => each.summary).join(' ');
  return { ...last, summary, files: drafts.flatMap(({ files }) => files) };
}

function laterOf({ message, content, outside, further = [] }: Asked): readonly FurtherRevision[] {
  const second = content && outside ? [{ message: `${message} concurrently`, content: outside }] : [];
  return [...second, ...further];
}

function afterwards(sources: Sources, draft: Draft): Sources {
  const graph = graphAfter(sources, draft.files);
  const revisions = graph.order.flatMap((name) => graph.nodes.get(name)?.file ?? []);
  const sorted = revisions.sort((a, b) => (a.name < b.name ? -1 : 1));
  return { ...sources, graph, project: { ...sources.project, revisions: sorted } };
}

function planOne(sources: Sources, asked: Asked): Promise<Draft> {
  const parents = resolveParents(sources.graph, asked.parents, asked.splice ?? false);
  const dependsOn = (asked.dependsOn ?? []).map((each) => findRevision(sources.graph, each));
  const where = parents.length === 0 ? 'begins at base' : `follows ${listNames(parents)}`;
  const slug = slugOf(asked.message);
  return planNew(sources, { ...asked, parents, dependsOn, slug, where, mayBeSilent: true });
}

export interface NewPlace {
  readonly message: string;
  readonly slug: string;
  readonly format?: Asked['format'];
  readonly parents: readonly string[];
  readonly dependsOn: readonly string[];
  readonly branch?: string | undefined;
  readonly content?: RevisionContent | undefined;
  /** For the summary. */
  readonly where: string;
  /** Where its name says as much, it need not state what it follows. */
  readonly mayBeSilent: boolean;
}

export async function planNew(sources: Sources, place: NewPlace): Promise<Draft> {
  const { project, now } = sources;
  refuseTakenLabel(sources, place.branch);
  const made = await writeNewRevision(project, place.format, place.message, place.content);
  const taken = new Set(project.revisions.map(({ name }) => stemOf(name)));
  const rest = `-${place.slug}.${made.extension}`;
  const last = project.revisions.at(-1)?.name ?? null;
  const lastName = nextName(rest, now, last, taken);
  const name = lastName ?? `${stampOf(now)}${rest}`;
  const { parents, branch } = place;
  const wanted = parentsNow(sources).set(name, parents);
  const text =
    place.content?.transaction === false
      ? writeStatedPlace(made.text, made.format, { transaction: false })
      : made.text;
  const silent = newFile(name, text);
  const stated = writeStatedPlace(text, made.format, {
    revises: parents.map(stemOf),
    dependsOn: place.dependsOn.map(stemOf),
    branch: branch ?? null,
  });
  const needsNothing =
    place.mayBeSilent && !branch && place.dependsOn.length === 0 && isPlainLine(sources, [silent], wanted);
  const up = needsNothing ? silent : newFile(name, stated);
  if (lastName === null && !isPlaced(sources, [up], wanted)) throw sortsFirst(name, last);
  const down = made.downText === null ? [] : [newFile(`${stemOf(name)}.down.sql`, made.downText)];
  return { summary: `Creates ${name}, which ${place.where}.`, files: [up, ...down], notes: [], wanted };
}

/** No file says where it belongs, and none has to: the project stays at home with sequelize-cli. */
function isPlainLine(sources: Sources, files: readonly DraftFile[], wanted: Draft['wanted']): boolean {
  const statesNothing = [...sources.graph.nodes.values()].every(({ isStated }) => !isStated);
  return statesNothing && isPlaced(sources, files, wanted);
}

function isPlaced(sources: Sources, files: readonly DraftFile[], wanted: Draft['wanted']): boolean {
  const graph = graphAfter(sources, files);
  return graph.problems.length === 0 && findAstray(graph, wanted).length === 0;
}

function refuseTakenLabel({ graph }: Sources, label: string | undefined): void {
  const taken = [...graph.nodes.values()].find(({ branch }) => branch !== null && branch === label);
  if (!taken) return;
  throw refuse(`The branch label “${label}” is given by ${taken.name} already.`, 'Choose another one.');
}

function sortsFirst(name: string, last: string | null): Error {
  return refuse(
    `${name} would come before ${last}, whose place is told by its name alone.`,
    'No number sorts after that name. State what it follows in its file, with “revises”, and try again.',
  );
}

function newFile(name: string, after: string): DraftFile {
  return { name, from: null, before: null, after };
}
