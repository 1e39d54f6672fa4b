import { idInSchema } from '../identity';
import { idOfRename, type Rename, renameStep } from '../renames/rename';
import type { ChangeRow } from './comparison';

/** They come first, and all of them with whatever else is chosen. */
export function renameRows(renames: readonly Rename[]): readonly ChangeRow[] {
  return renames.map((rename) => {
    const { kind, schema, of, from, to } = rename;
    return {
      id: `rename ${idOfRename(rename)}`,
      parentId: kind === 'column' && of !== null ? idInSchema('table', schema, of) : null,
      kind,
      schema,
      name: kind === 'constraint' || kind === 'label' ? `${to} on ${of}` : to,
      action: 'rename',
      summary: `${from} → ${to}`,
      lock: renameStep(rename).lock,
      rewrites: false,
      scans: false,
      destroys: null,
      isOutside: false,
      isGroup: false,
      needs: [],
      refused: null,
    };
  });
}
