/** A new revision, a merge or a rebase: what is filled in, and what it would do to the files. Pure. */
import type { AuthoringInput, FileChangePlan, History } from '../../../electron/contract/revisions';
import type { AuthoringKind } from '../../app/addresses';
import type { Attempt } from '../../parts/attempt';
import type { NewFormat } from '../../parts/FormatField';
import type { Preview } from '../../parts/preview';

export interface AuthoringForm {
  readonly message: string;
  /** Empty: as most of the project’s revisions. */
  readonly format: NewFormat | '';
  /** What a new revision follows, or what is merged. */
  readonly parents: readonly string[];
  readonly branch: string;
  readonly splice: boolean;
  readonly dependsOn: readonly string[];
  /** Rebase: what moves, and on top of what. */
  readonly head: string;
  readonly onto: string;
}

export type FormChange = { readonly [K in keyof AuthoringForm]?: AuthoringForm[K] };

export interface AuthoringState {
  readonly kind: AuthoringKind;
  readonly form: AuthoringForm;
  readonly heads: readonly string[];
  /** Of all revisions, newest first. */
  readonly names: readonly string[];
  readonly preview: Preview<FileChangePlan>;
  readonly writing: Attempt;
}

const EMPTY: AuthoringForm = {
  message: '',
  format: '',
  parents: [],
  branch: '',
  splice: false,
  dependsOn: [],
  head: '',
  onto: '',
};

/** What is likely meant: all heads are merged; what moves is pending, and goes on top of what is not. */
export function likelyForm(
  kind: AuthoringKind,
  { heads, revisions }: Pick<History, 'heads' | 'revisions'>,
  asked: readonly string[],
): AuthoringForm {
  if (kind === 'revision') return { ...EMPTY, parents: asked };
  if (kind === 'merge') return { ...EMPTY, parents: asked.length > 1 ? asked : heads };
  const isPending = (name: string) => revisions.some((row) => row.name === name && row.state === 'pending');
  const head = asked[0] ?? heads.find(isPending) ?? heads[0] ?? '';
  const others = heads.filter((name) => name !== head);
  return { ...EMPTY, head, onto: asked[1] ?? others.find((name) => !isPending(name)) ?? others[0] ?? '' };
}

/** What core is asked with; null while something is missing. */
export function toAuthoring(
  kind: AuthoringKind,
  form: AuthoringForm,
  heads: readonly string[],
): AuthoringInput | null {
  if (findMissing(kind, form, heads)) return null;
  const message = form.message.trim();
  const branch = form.branch.trim();
  const named = { ...(branch && { branch }) };
  if (kind === 'rebase') return { kind, head: form.head, onto: form.onto };
  if (kind === 'merge') return { kind, heads: [...form.parents], ...(message && { message }), ...named };
  return {
    kind,
    message,
    ...named,
    ...(form.format && { format: form.format }),
    ...(form.parents.length > 0 && { parents: [...form.parents] }),
    ...(form.splice && { splice: true }),
    ...(form.dependsOn.length > 0 && { dependsOn: [...form.dependsOn] }),
  };
}

function findMissing(kind: AuthoringKind, form: AuthoringForm, heads: readonly string[]): string | null {
  if (kind === 'merge') return form.parents.length < 2 ? 'Choose two heads or more.' : null;
  if (kind === 'rebase') {
    if (!form.head || !form.onto) return 'Choose what moves, and on top of what.';
    return form.head === form.onto ? 'Nothing can move on top of itself: choose another.' : null;
  }
  if (!form.message.trim()) return 'Say in a few words what it will do.';
  return heads.length > 1 && form.parents.length === 0 ? 'Choose what it follows.' : null;
}

/** What still stands before the button, as a sentence. */
export function findObstacle({ kind, form, heads, preview }: AuthoringState): string | null {
  const missing = findMissing(kind, form, heads);
  if (missing) return missing;
  if (preview.kind === 'failed') return 'It can’t be done as it is: see above.';
  return preview.kind === 'shown' && !preview.isOld ? null : 'Finding out which files it writes…';
}

/** What the one button will do. */
export function writeLabel(kind: AuthoringKind, preview: Preview<FileChangePlan>): string {
  const verb = kind === 'revision' ? 'Create' : 'Write';
  if (preview.kind !== 'shown') return `${verb} files`;
  const count = preview.plan.changes.length;
  return `${verb} ${count === 1 ? '1 file' : `${count} files`}`;
}
