/** What is kept of a comparison between calls, and how it comes about once both sides are read. */
import { badInput, CoreError } from '../../errors';
import type { Project } from '../../project/project';
import { LOG_TABLE } from '../../revisions/log';
import type { Push } from '../../snapshots';
import { withTurns } from '../../stretches';
import type { Twin } from '../../twin/twinKeeper';
import type { Catalog } from '../catalog';
import type { Rename } from '../renames/rename';
import { renameOnTwin } from '../renames/renameOnTwin';
import { type RenameSources, type Settled, settleRenames } from '../renames/settleRenames';
import { type Compared, comparing } from './compareCatalogs';
import type { CompareSnapshot, Comparison, RenameAnswer } from './comparison';
import { describeComparison } from './describeComparison';
import type { ReadSides } from './readSides';

export interface Kept extends ToSettle {
  readonly comparison: Comparison;
  readonly compared: Compared;
  /** Why what was said to be a rename is compared as none. */
  readonly renameProblem?: CoreError;
}

export interface ToSettle {
  readonly projectId: string;
  readonly sides: ReadSides;
  readonly answers: readonly RenameAnswer[];
}

export interface Settling {
  readonly project: Project;
  readonly twin: Twin;
  readonly push: Push<CompareSnapshot>;
  readonly signal: AbortSignal;
}

export async function settle(id: string, made: ToSettle, settling: Settling): Promise<Kept> {
  const { projectId, sides, answers } = made;
  const { problem, ...settled } = await tryRenames(made, settling);
  settling.push({ phase: 'comparing' });
  const { from, to, renames, asked } = settled;
  const renamed = { original: sides.from.catalog, renames };
  const compared = await withTurns(comparing(from, to, renamed), settling.signal);
  const leftOut = [settling.project.ledger.table, LOG_TABLE];
  const comparison = describeComparison({ id, sides, compared, asked, leftOut, problem });
  return { projectId, sides, answers, compared, comparison, ...(problem && { renameProblem: problem }) };
}

type Tried = Settled & { readonly problem?: CoreError };

/** An answer of old may not be possible any more: then it is asked again. */
async function tryRenames({ sides, answers }: ToSettle, { twin, push, signal }: Settling): Promise<Tried> {
  const { wanted, canRename } = sides;
  const from = sides.from.catalog;
  if (!canRename) return { from, to: await wanted(from), renames: [], asked: [] };
  const rename = (now: Catalog, renames: readonly Rename[]) => {
    push({ phase: 'renaming' });
    return renameOnTwin(now, renames, twin, signal);
  };
  const sources: RenameSources = { from, wanted, answers, rename, signal };
  try {
    return await settleRenames(sources);
  } catch (problem) {
    if (!(problem instanceof CoreError) || problem.info.kind === 'cancelled') throw problem;
    return {
      ...(await settleRenames({ ...sources, answers: answers.filter((each) => !each.isRename) })),
      problem,
    };
  }
}

export function sidesOf({ sides }: Kept) {
  return { from: sides.from.side, to: sides.to.side };
}

interface Asked {
  readonly projectId: string;
  readonly connectionId?: string;
  readonly as?: string;
}

/** What is stamped is the database that was compared. */
export function refuseOther(kept: Kept, { projectId, connectionId, as }: Asked): void {
  const compared = Object.values(sidesOf(kept)).flatMap(({ source }) =>
    source.kind === 'connection' ? [source.connectionId] : [],
  );
  const isOther = as === 'adopt' && connectionId !== undefined && !compared.includes(connectionId);
  if (kept.projectId === projectId && !isOther) return;
  throw badInput('That comparison is of another project or database.', 'Compare again.');
}
