/** What the Indexes room shows, as one union. Pure; its lines are in suggestionLines.ts. */
import type { ErrorInfo } from '../../../electron/contract/call';
import type {
  Explanation,
  IndexAdvice,
  NoHypopg,
  PlanTwinCard,
  RefreshSnapshot,
  TargetAdviceSnapshot,
  TargetColumns,
} from '../../../electron/contract/indexes';
import type { FileChangePlan } from '../../../electron/contract/revisions';
import type { Attempt } from '../../parts/attempt';
import type { NewFormat } from '../../parts/FormatField';
import type { Preview } from '../../parts/preview';
import type { Streamed } from '../../useStream';

export type TwinState =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'none' }
  | { readonly kind: 'ready'; readonly card: PlanTwinCard }
  | { readonly kind: 'failed'; readonly error: ErrorInfo };

export type WorkName = 'refresh' | 'advise' | 'suggest';

/** What happens on the twin, one at a time. */
export type Work =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'running';
      readonly name: WorkName;
      readonly text: string;
      /** From 0 to 1; null where nobody knows. */
      readonly fraction: number | null;
    }
  | { readonly kind: 'failed'; readonly name: WorkName; readonly error: ErrorInfo };

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

export type Explained =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'working' }
  | { readonly kind: 'failed'; readonly error: ErrorInfo }
  | { readonly kind: 'shown'; readonly explanation: Explanation };

/** What the target’s own planner says, with hypopg. */
export type Proof =
  /** Nothing is tried, so there is nothing to prove. */
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'missing'; readonly hypopg: NoHypopg }
  | { readonly kind: 'offered' }
  | { readonly kind: 'working' }
  | { readonly kind: 'failed'; readonly error: ErrorInfo }
  | { readonly kind: 'shown'; readonly explanation: Explanation };

export interface ExplainPanel {
  readonly kind: 'explain';
  /** As typed. */
  readonly sql: string;
  /** One statement for each line, as typed. */
  readonly candidates: string;
  readonly explained: Explained;
  readonly proof: Proof;
  /** What the target is called. */
  readonly targetName: string;
  /** How many indexes were found on its behalf; null: not looked for. */
  readonly found: number | null;
  readonly suggesting: Work;
}

export type ListedColumns =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: ErrorInfo }
  /** Old: the next words are being looked for. */
  | { readonly kind: 'shown'; readonly found: TargetColumns; readonly isOld: boolean };

/** Which columns’ values are not in the twin, not even within statistics. */
export interface PrivatePanel {
  readonly kind: 'private';
  readonly search: string;
  readonly onlyPrivate: boolean;
  readonly listed: ListedColumns;
  /** Key of a line. */
  readonly at: string | null;
  readonly marking: Attempt;
  /** What is private no more has no values in the twin before that. */
  readonly awaitsRefresh: boolean;
}

export type IndexesPanel = FilesPanel | ExplainPanel | PrivatePanel;

interface Common {
  readonly twin: TwinState;
  readonly work: Work;
  readonly filter: string;
  readonly showsDismissed: boolean;
  readonly panel: IndexesPanel | null;
}

export interface IndexesShown extends Common {
  readonly kind: 'shown';
  readonly advice: IndexAdvice;
  /** ISO, by this computer’s clock. */
  readonly readAt: string;
  /** Of the last reading, where it went wrong: what is shown is older. */
  readonly readError: ErrorInfo | null;
  readonly isReading: boolean;
  readonly at: string | null;
  readonly inspecting: boolean;
  readonly chosen: ReadonlySet<string>;
  /** A reason as typed; null: nobody asked for one. */
  readonly why: string | null;
  readonly dismissing: Attempt;
  readonly restoring: Attempt;
}

export type IndexesState =
  | (Common & { readonly kind: 'loading' })
  | (Common & { readonly kind: 'failed'; readonly error: ErrorInfo })
  | IndexesShown;

export type IndexesRead = Omit<IndexesShown, 'kind' | 'advice'> & { readonly advice: IndexAdvice | null };

export function indexesState({ advice, ...read }: IndexesRead): IndexesState {
  if (advice) return { ...read, kind: 'shown', advice };
  return read.readError ? { ...read, kind: 'failed', error: read.readError } : { ...read, kind: 'loading' };
}

export function workOf(
  name: WorkName | null,
  { latest, error, isEnded }: Streamed<TargetAdviceSnapshot | RefreshSnapshot>,
): Work {
  if (name === null) return { kind: 'idle' };
  if (error) return { kind: 'failed', name, error };
  if (latest?.phase === 'failed') return { kind: 'failed', name, error: latest.error };
  if (isEnded || latest?.phase === 'done' || latest?.phase === 'no-workload') return { kind: 'idle' };
  if (!latest) return { kind: 'running', name, text: 'Starting', fraction: null };
  return { kind: 'running', name, text: latest.message, fraction: latest.fraction };
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

/** Why a statement can’t be explained yet, as a sentence. */
export function findExplainObstacle(sql: string, twin: TwinState, work: Work): string | null {
  if (work.kind === 'running') return 'The twin is at work…';
  if (twin.kind !== 'ready') return 'Refresh the twin first.';
  return sql.trim() === '' ? 'Paste a statement first.' : null;
}
