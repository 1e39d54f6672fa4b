/** Renames as the command asks of them: candidates are told with the option that answers them, never assumed. */
import type { Catalog } from '../core/catalog/catalog';
import { type Compared, compareCatalogs } from '../core/catalog/comparison/compareCatalogs';
import { readRenames } from '../core/catalog/renames/rememberedRenames';
import { renameOnTwin } from '../core/catalog/renames/renameOnTwin';
import {
  type RenameAnswer,
  refuseUnknown,
  type Settled,
  settleRenames,
} from '../core/catalog/renames/settleRenames';
import { printableLines } from './printable';
import { answersOf, type RenameOptions } from './renameOptions';
import { withTwin } from './twin';
import type { CommandContext } from './verb';

export interface RenamedSides {
  readonly from: Catalog;
  /** What it is to become, also after something of it was renamed. */
  readonly wanted: (from: Catalog) => Catalog;
  /** Where answers are remembered; null: in no project. */
  readonly folder: string | null;
}

export interface ComparedRenamed {
  readonly compared: Compared;
  /** To be remembered: all that is known, where something was answered now. */
  readonly answers: readonly RenameAnswer[];
}

export async function compareRenamed(
  { from, wanted, folder }: RenamedSides,
  options: RenameOptions,
  context: CommandContext,
): Promise<ComparedRenamed> {
  const given = answersOf(options);
  const remembered = folder === null ? [] : await readRenames({ folder });
  const settled = await settleRenames({
    from,
    wanted,
    answers: [...given, ...remembered],
    rename: (now, renames) => withTwin(context, (twin, signal) => renameOnTwin(now, renames, twin, signal)),
  });
  refuseUnknown(given, settled);
  tellOpen(settled, context);
  const compared = compareCatalogs(settled.from, settled.to, { original: from, renames: settled.renames });
  return { compared, answers: given.length === 0 ? [] : answered(settled) };
}

/** By their full names. */
function answered({ asked }: Settled): readonly RenameAnswer[] {
  return asked.flatMap(({ id, isRename }) => (isRename === null ? [] : [{ questionId: id, isRename }]));
}

function tellOpen({ asked }: Settled, { stderr }: CommandContext): void {
  for (const { id, from, to, reasons, isRename } of asked) {
    if (isRename !== null) continue;
    const option = `'${id.replaceAll("'", "'\\''")}'`;
    const why = reasons.join(', ');
    const line = `Is ${from} now called ${to} (${why})? Say --rename ${option} or --not-renamed ${option}.`;
    stderr.write(`${printableLines(line)}\n`);
  }
}
