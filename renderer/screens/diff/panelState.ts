/** What is done with the chosen rows: revisions that hold them, or the proof that their SQL is right. Pure. */
import type { ErrorInfo } from '../../../electron/contract/call';
import type { ProofSnapshot, RevisionsPlan } from '../../../electron/contract/catalog';
import type { DiffPanel } from '../../app/addresses';
import type { Attempt } from '../../parts/attempt';
import type { NewFormat } from '../../parts/FormatField';
import type { Preview } from '../../parts/preview';

export type Generation = Exclude<DiffPanel, 'proof'>;

export interface GenerationForm {
  readonly message: string;
  /** Empty: as most of the project’s revisions. */
  readonly format: NewFormat | '';
  /** What it follows, where there are several heads. */
  readonly parent: string;
  readonly typedName: string;
}

export type GenerationChange = { readonly [K in keyof GenerationForm]?: GenerationForm[K] };

export const EMPTY_FORM: GenerationForm = { message: '', format: '', parent: '', typedName: '' };

export interface RevisionPanelState {
  readonly kind: Generation;
  readonly chosenCount: number;
  readonly form: GenerationForm;
  readonly heads: readonly string[];
  readonly preview: Preview<RevisionsPlan>;
  readonly writing: Attempt;
}

export interface ProofPanelState {
  readonly kind: 'proof';
  readonly chosenCount: number;
  /** null before anything was heard. */
  readonly proof: ProofSnapshot | null;
  readonly error: ErrorInfo | null;
}

export type PanelState = RevisionPanelState | ProofPanelState;

/** What core has to know before it can say what it would write. */
export function findMissing(
  { message, parent }: GenerationForm,
  chosenCount: number,
  heads: readonly string[],
): string | null {
  if (chosenCount === 0) return 'Nothing is chosen.';
  if (!message.trim()) return 'Say in a few words what it will do.';
  return heads.length > 1 && !parent ? 'Choose what it follows.' : null;
}

/** What still stands before the button, as a sentence. */
export function findWriteObstacle({ form, chosenCount, heads, preview }: RevisionPanelState): string | null {
  const missing = findMissing(form, chosenCount, heads);
  if (missing) return missing;
  if (preview.kind === 'failed') return 'It can’t be done as it is: see above.';
  if (preview.kind !== 'shown' || preview.isOld) return 'Finding out which files it writes…';
  const { files, stamps } = preview.plan;
  if (!files) return 'Nothing would be in them.';
  const isUnnamed = stamps?.needsDatabaseName && form.typedName !== stamps.database;
  return isUnnamed ? 'Type the name of the database first.' : null;
}

/** What the one button will do. */
export function writeLabel({ preview }: Pick<RevisionPanelState, 'preview'>): string {
  const plan = preview.kind === 'shown' ? preview.plan : null;
  if (!plan?.files) return 'Create files';
  const count = plan.files.changes.length;
  const create = count === 1 ? 'Create 1 file' : `Create ${count} files`;
  return plan.stamps ? `${create} and stamp ${plan.stamps.database}` : create;
}

export const PANEL_TITLES: Readonly<Record<DiffPanel, string>> = {
  revision: 'New revision of the chosen changes',
  adopt: 'Adopt what was changed by hand',
  revert: 'Revert what was changed by hand',
  proof: 'Prove the chosen changes',
};

export const VERDICTS: Readonly<Record<ProofSnapshot['verdict'], string>> = {
  running: 'Trying it on the local server…',
  proven: 'Proven: it leads there, and its reverse leads back.',
  refuted: 'Refuted: do not run this SQL as it is.',
  impossible: 'It can’t be tried here.',
};
