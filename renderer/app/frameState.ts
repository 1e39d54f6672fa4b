import type { ErrorInfo } from '../../electron/contract/call';
import type { ConnectionSummary, ServerFacts } from '../../electron/contract/connections';
import type { ProjectSummary } from '../../electron/contract/projects';
import type { LineStatus } from '../api';

export type Room = 'history' | 'diff' | 'locks' | 'indexes' | 'queries' | 'connect' | 'none';

/** What the server is, as far as it is known. */
export type ServerState =
  | { readonly kind: 'none' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'failed'; readonly error: ErrorInfo }
  | { readonly kind: 'open'; readonly facts: ServerFacts };

export interface FrameState {
  readonly connections: readonly ConnectionSummary[];
  readonly projects: readonly ProjectSummary[];
  /** What the address says; null where it names none, or one that is not in the list. */
  readonly connection: ConnectionSummary | null;
  readonly project: ProjectSummary | null;
  readonly server: ServerState;
  readonly room: Room;
  /** Whether there is a history to go to: this place’s, or that of the place visited last. */
  readonly hasHistory: boolean;
  readonly pendingCount: number | null;
  /** Of models and database, as last compared. */
  readonly differenceCount: number | null;
  /** Sessions that wait for a lock, while the Locks room looks. */
  readonly waitingCount: number | null;
  /** As last looked at. */
  readonly suggestionCount: number | null;
  readonly findingCount: number | null;
  readonly line: LineStatus;
}

/** PG 18.4 · primary, as short as the top bar is. */
export function describeServer(server: ServerState): string {
  switch (server.kind) {
    case 'none':
      return '';
    case 'connecting':
      return 'connecting…';
    case 'failed':
      return 'not connected';
    case 'open': {
      const { version, isStandby, isReadOnly } = server.facts;
      return [`PG ${version}`, isStandby ? 'standby' : 'primary', ...(isReadOnly ? ['read-only'] : [])].join(
        ' · ',
      );
    }
  }
}
