/** A statement's plans, and what the target's own planner makes of them. Pure. */
import type { ErrorInfo } from '../../../electron/contract/call';
import type { Explanation, NoHypopg } from '../../../electron/contract/indexes';
import type { TwinState, Work } from './twinState';

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

/** Why a statement can’t be explained yet, as a sentence. */
export function findExplainObstacle(sql: string, twin: TwinState, work: Work): string | null {
  if (work.kind === 'running') return 'The twin is at work…';
  if (twin.kind !== 'ready') return 'Refresh the twin first.';
  return sql.trim() === '' ? 'Paste a statement first.' : null;
}
