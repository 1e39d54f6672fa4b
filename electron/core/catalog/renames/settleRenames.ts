/**
 * Which renames there are between two schemas: those that were said to be, done to the first one, and those that are
 * still to be asked. Start at `settleRenames`.
 */
import { badInput } from '../../errors';
import { withTurns } from '../../stretches';
import type { Catalog } from '../catalog';
import { explicitRename } from './explicitRename';
import { type Candidate, findRenames } from './findRenames';
import { idOfRename, type Rename } from './rename';

export interface RenameAnswer {
  /** As idOfRename says it, or a part of it that is in one alone. */
  readonly questionId: string;
  readonly isRename: boolean;
}

export interface RenameSources {
  readonly from: Catalog;
  /** What it is to become: models are laid over what is there. */
  readonly wanted: (from: Catalog) => Catalog | Promise<Catalog>;
  readonly answers: readonly RenameAnswer[];
  readonly rename: (from: Catalog, renames: readonly Rename[]) => Promise<Catalog>;
  readonly signal?: AbortSignal | undefined;
}

export interface AskedRename extends Candidate {
  readonly id: string;
  /** null: not answered. */
  readonly isRename: boolean | null;
}

export interface Settled {
  /** After the renames. */
  readonly from: Catalog;
  readonly to: Catalog;
  /** In the order in which they are done. */
  readonly renames: readonly Rename[];
  readonly asked: readonly AskedRename[];
}

/** A table that is found again shows which of its columns may be, and those which of its keys. */
const ROUNDS = 4;

export async function settleRenames({
  from,
  wanted,
  answers,
  rename,
  signal,
}: RenameSources): Promise<Settled> {
  let now = from;
  let to = await wanted(from);
  const done: AskedRename[] = [];
  for (let round = 0; ; round++) {
    const asked = ask(await withTurns(findRenames(now, to), signal), answers);
    const said = [
      ...asked.filter(({ isRename }) => isRename),
      ...(round === 0 ? unasked(now, to, asked, answers) : []),
    ];
    if (said.length === 0 || round === ROUNDS) {
      const open = asked.filter((each) => !done.some(({ id }) => id === each.id));
      return { from: now, to, renames: done, asked: [...done, ...open] };
    }
    now = await rename(now, said);
    to = await wanted(now);
    done.push(...said);
  }
}

function ask(candidates: readonly Candidate[], answers: readonly RenameAnswer[]): readonly AskedRename[] {
  return candidates.map((candidate) => {
    const id = idOfRename(candidate);
    const answer = answers.find(({ questionId }) => isMeant(questionId, id));
    return { ...candidate, id, isRename: answer?.isRename ?? null };
  });
}

/** `orders.total=amount` means `column public.orders.total=amount`. */
function isMeant(said: string, id: string): boolean {
  if (said === id) return true;
  const before = id.slice(0, -said.length);
  return id.endsWith(said) && /[ .]$/.test(before);
}

/** Said to be one although nothing looks like it. */
function unasked(
  from: Catalog,
  to: Catalog,
  asked: readonly AskedRename[],
  answers: readonly RenameAnswer[],
): readonly AskedRename[] {
  return answers.flatMap(({ questionId, isRename }) => {
    if (!isRename || asked.some(({ id }) => isMeant(questionId, id))) return [];
    const rename = explicitRename(questionId, from, to);
    return rename ? [{ ...rename, id: idOfRename(rename), score: 0, reasons: [], isRename: true }] : [];
  });
}

/** Of answers that somebody gives now: what they mean has to be there. */
export function refuseUnknown(answers: readonly RenameAnswer[], { asked }: Settled): void {
  const astray = answers.find(({ questionId }) => !asked.some(({ id }) => isMeant(questionId, id)));
  if (!astray) return;
  const names = asked.map(({ id }) => id);
  throw badInput(
    `“${astray.questionId}” is no rename between these schemas.`,
    names.length === 0 ? 'Nothing looks renamed.' : `What may be one: ${names.join('; ')}.`,
    'rename',
  );
}
