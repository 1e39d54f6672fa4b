import type { BeginMessage } from '../runnerProtocol';
import type { TransactionAhead } from './insideTransaction';
import type { Port } from './port';
import type { WorkSession } from './workSession';

/** What all revisions of a run have in common. */
export interface RunContext {
  readonly begin: BeginMessage;
  readonly session: WorkSession;
  readonly port: Port;
  readonly cancelled: AbortSignal;
  /** Begun together with the COMMIT before it, for the revision that comes next; null: none. */
  ahead: TransactionAhead | null;
  /** Whether the session has our prepared statements. */
  isPrepared: boolean;
}
