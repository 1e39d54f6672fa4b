import { badInput } from '../../errors';
import type { Stretches } from '../../stretches';
import { idOfRename, renamedObject, reversed } from '../renames/rename';
import { back, chooseRows, forth, statementsOf } from './choose';
import type { Compared } from './compareCatalogs';
import type { ObjectView } from './comparison';
import { closeOver } from './needs/needs';
import { objectText } from './objectText';

/** What it needs is chosen with it, also where that destroys values. */
export function* viewObject(compared: Compared, rowId: string): Stretches<ObjectView> {
  const row = compared.rows.find(({ id }) => id === rowId);
  if (!row) throw badInput('That difference is not in this comparison.', 'Compare again.');
  const own = row.isGroup ? compared.rows.filter(({ parentId }) => parentId === rowId) : [row];
  const shown = shownId(compared, rowId);
  const needed = closeOver(
    own.map(({ id }) => id),
    compared.needs,
  );
  const chosen = chooseRows(compared, [...needed.keys()]);
  return {
    rowId,
    fromDdl: objectText(originalId(compared, shown), compared.original),
    toDdl: objectText(shown, compared.parts.after, compared.parts.before.get(shown)),
    statements: statementsOf((yield* forth(compared, chosen)).changes),
    reverse: statementsOf((yield* back(compared, chosen)).changes),
  };
}

/** A column shows its table, and what was renamed what it is called now. */
function shownId({ rows, renames }: Compared, rowId: string): string {
  const row = rows.find(({ id }) => id === rowId);
  const rename = renames.find((each) => `rename ${idOfRename(each)}` === rowId);
  if (rename) return renamedObject(reversed(rename));
  return row?.parentId ?? rowId;
}

function originalId({ renames }: Compared, id: string): string {
  return renames.reduceRight((now, rename) => {
    return renamedObject(reversed(rename)) === now ? renamedObject(rename) : now;
  }, id);
}
