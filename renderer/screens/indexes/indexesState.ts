/** What the Indexes room shows, as one union. Pure; its lines are in suggestionLines.ts. */
import type { ErrorInfo } from '../../../electron/contract/call';
import type { IndexAdvice } from '../../../electron/contract/indexes';
import type { Attempt } from '../../parts/attempt';
import type { ExplainPanel } from './explainState';
import type { FilesPanel } from './filesState';
import type { PrivatePanel } from './privateState';
import type { TwinState, Work } from './twinState';

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
