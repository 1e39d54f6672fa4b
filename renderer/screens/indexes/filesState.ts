/** What a revision of the chosen suggestions needs, and what it would write. Pure. */
import type { FileChangePlan } from '../../../electron/contract/revisions';
import type { Attempt } from '../../parts/attempt';
import type { NewFormat } from '../../parts/FormatField';
import type { Preview } from '../../parts/preview';

export interface FilesForm {
  readonly message: string;
  /** Empty: as most of the project’s revisions. */
  readonly format: NewFormat | '';
  /** What it follows, where there are several heads. */
  readonly parent: string;
  readonly separately: boolean;
}

export const EMPTY_FORM: FilesForm = { message: '', format: '', parent: '', separately: false };

export interface FilesPanel {
  readonly kind: 'revision';
  readonly chosenCount: number;
  readonly form: FilesForm;
  readonly heads: readonly string[];
  readonly preview: Preview<FileChangePlan>;
  readonly writing: Attempt;
}

/** What core has to know before it can say what it would write. */
export function findMissing(
  { message, parent }: FilesForm,
  chosenCount: number,
  heads: readonly string[],
): string | null {
  if (chosenCount === 0) return 'No suggestion is chosen.';
  if (!message.trim()) return 'Say in a few words what it will do.';
  return heads.length > 1 && !parent ? 'Choose what it follows.' : null;
}

/** What still stands before the button, as a sentence. */
export function findWriteObstacle({ form, chosenCount, heads, preview }: FilesPanel): string | null {
  const missing = findMissing(form, chosenCount, heads);
  if (missing) return missing;
  if (preview.kind === 'failed') return 'It can’t be done as it is: see above.';
  return preview.kind === 'shown' && !preview.isOld ? null : 'Finding out which files it writes…';
}
