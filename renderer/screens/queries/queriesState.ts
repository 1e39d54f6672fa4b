/** What the Queries room shows, as one union. Pure; its rows are in findingLines.ts. */
import type { ErrorInfo } from '../../../electron/contract/call';
import type { QueryFindings, TimeSpent } from '../../../electron/contract/queries';
import type { QuerySort } from '../../app/adviceAddresses';

interface Common {
  readonly filter: string;
  readonly sort: QuerySort;
}

export interface QueriesShown extends Common {
  readonly kind: 'shown';
  readonly findings: QueryFindings;
  /** ISO, by this computer’s clock. */
  readonly readAt: string;
  /** Of the last reading, where it went wrong: what is shown is older. */
  readonly readError: ErrorInfo | null;
  readonly isReading: boolean;
  readonly at: string | null;
  readonly inspecting: boolean;
  /** What the statements took of late; null before it is known. */
  readonly spent: TimeSpent | null;
}

export type QueriesState =
  | (Common & { readonly kind: 'loading' })
  | (Common & { readonly kind: 'failed'; readonly error: ErrorInfo })
  | QueriesShown;

export type QueriesRead = Omit<QueriesShown, 'kind' | 'findings'> & {
  readonly findings: QueryFindings | null;
};

export function queriesState({ findings, ...read }: QueriesRead): QueriesState {
  if (findings) return { ...read, kind: 'shown', findings };
  return read.readError ? { ...read, kind: 'failed', error: read.readError } : { ...read, kind: 'loading' };
}
