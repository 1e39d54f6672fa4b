/** Chosen rows as revisions of the project: the files first, then written, and stamped where they were adopted. */
import { posix } from 'node:path';
import { refuseUnconfirmed } from '../../connection/refuseUnconfirmed';
import { badInput } from '../../errors';
import { userAtHost } from '../../home/userAtHost';
import type { Authoring, FileChangePlan } from '../../revisions/authoring/fileChange';
import { planFiles, writeFiles } from '../../revisions/authoring/planFiles';
import type { Place } from '../../revisions/place';
import { readHistory } from '../../revisions/revisions';
import { planStamp, runStamp } from '../../revisions/stamp';
import { type Stretches, withTurns } from '../../stretches';
import { type Generated, generateContent } from '../generate/generateContent';
import { revisionsOf } from '../generate/revisionsOf';
import { allTolerant } from '../generate/tolerant';
import { type Compared, comparing } from './compareCatalogs';
import type { RevisionsPlan, Side } from './comparison';

export interface Generation {
  readonly as: 'revision' | 'adopt' | 'revert';
  readonly chosen: readonly string[];
  readonly message: string;
  readonly format?: 'js' | 'mjs' | 'cjs' | 'ts' | 'sql' | undefined;
  readonly parents?: readonly string[] | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface GenerationSides {
  readonly compared: Compared;
  readonly from: Side;
  readonly to: Side;
}

export async function planRevisions(
  place: Place,
  sides: GenerationSides,
  asked: Generation,
): Promise<RevisionsPlan> {
  if (asked.as === 'adopt') await refusePending(place);
  const generated = await withTurns(generate(sides, asked), asked.signal);
  const input = authoringInput(place, asked, generated, new Date());
  return describe(place, asked, generated, input && (await planFiles(input)));
}

export async function writeRevisions(
  place: Place,
  sides: GenerationSides,
  asked: Generation & {
    readonly planId: string;
    readonly databaseName?: string | undefined;
    readonly again: () => Promise<Place>;
  },
): Promise<RevisionsPlan> {
  // Before any file is written.
  if (asked.as === 'adopt') {
    refuseUnconfirmed(place.connection, asked.databaseName);
    await refusePending(place);
  }
  const generated = await withTurns(generate(sides, asked), asked.signal);
  const input = authoringInput(place, asked, generated, new Date());
  if (!input) throw badInput('There is nothing to write.', 'Choose a difference first.');
  const files = await writeFiles({ ...input, planId: asked.planId });
  if (asked.as === 'adopt') await stampNew(await asked.again(), files, asked.databaseName);
  return describe(place, asked, generated, files);
}

function* generate(
  { compared, from, to }: GenerationSides,
  { as, chosen }: Generation,
): Stretches<Generated> {
  if (as === 'revision') return yield* generateContent(compared, chosen);
  const isDrift =
    [from, to]
      .map(({ source }) => source.kind)
      .sort()
      .join() === 'applied,connection';
  if (!isDrift) {
    throw badInput(
      'Only what was changed by hand can be adopted or reverted.',
      'Compare the database with the revisions that it has.',
    );
  }
  const isForth = (as === 'adopt') === (from.source.kind === 'applied');
  const generated = yield* isForth ? generateContent(compared, chosen) : generateBack(compared, chosen);
  return as === 'adopt' ? generated : allTolerant(generated);
}

/** What destroys values that way round nobody has seen when it was chosen: it is written as a comment. */
function* generateBack({ original, to, renames }: Compared, chosen: readonly string[]): Stretches<Generated> {
  if (renames.length > 0) {
    throw badInput(
      'With renames it is written in one direction alone.',
      'Compare the two sides the other way round.',
    );
  }
  const turned = yield* comparing(to.catalog, original.catalog);
  const lost = new Set(turned.rows.filter(({ destroys }) => destroys !== null).map(({ id }) => id));
  return yield* generateContent(
    turned,
    chosen.filter((id) => !lost.has(id)),
  );
}

function authoringInput({ project }: Place, asked: Generation, generated: Generated, now: Date) {
  const { message, format, parents } = asked;
  const revisions = revisionsOf(message, generated);
  if (!revisions) return null;
  const authoring: Authoring = { kind: 'revision', format, parents, ...revisions };
  // Which revisions are applied matters only to those that are moved.
  return { project, applied: new Set<string>(), authoring, now };
}

function describe(
  { connection }: Place,
  { as }: Generation,
  { commented, added, blocked, refused }: Generated,
  files: FileChangePlan | null,
): RevisionsPlan {
  const { database } = connection.facts;
  const needsDatabaseName = connection.profile.role === 'production';
  const stamps = as === 'adopt' ? { database, needsDatabaseName } : null;
  return { files, commented, added, blocked, refused, stamps };
}

/** Stamping marks all that comes before as applied. */
export async function refusePending(place: Place): Promise<void> {
  const { revisions } = await readHistory(place);
  const count = revisions.filter(({ state }) => state === 'pending').length;
  if (count === 0) return;
  throw badInput(
    `The database is not at the heads: ${count} ${count === 1 ? 'revision pends' : 'revisions pend'}.`,
    'Upgrade it first, so that what is adopted can follow.',
  );
}

/** `place` as it is with the new files. */
async function stampNew(
  place: Place,
  { changes }: FileChangePlan,
  databaseName: string | undefined,
): Promise<void> {
  const known = new Set(place.project.revisions.map(({ name }) => name));
  const names = changes.map(({ path }) => posix.basename(path)).filter((name) => known.has(name));
  const asked = { targets: names.slice(-1), purge: false };
  const { id } = await planStamp(place, asked);
  await runStamp(place, { ...asked, planId: id, databaseName, runBy: userAtHost() });
}
