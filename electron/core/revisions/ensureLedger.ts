import { refuseUnconfirmed } from '../connection/refuseUnconfirmed';
import { fetchLedgerState } from './fetchHistory';
import type { Place } from './place';
import { underRunLock } from './underRunLock';

export interface EnsuredLedger {
  /** Qualified. */
  readonly ledger: string;
  readonly wasThere: boolean;
  readonly isLogged: boolean;
  readonly message: string;
}

/** Makes the ledger, and beside it the log, where they are missing. */
export async function ensureLedger(place: Place, databaseName?: string): Promise<EnsuredLedger> {
  refuseUnconfirmed(place.connection, databaseName);
  const { ledger: before } = await fetchLedgerState(place.connection.watch, place.project.ledger);
  return underRunLock(place, async ({ state, log }) => {
    const ledger = `${state.ledger.schema}.${state.ledger.table}`;
    const isLogged = log.state.kind === 'ready';
    const done = before.exists ? 'is there already' : 'was made';
    const logged = isLogged
      ? ''
      : ` History is not logged: ${'grantSql' in log.state ? log.state.grantSql : ''}`;
    return { ledger, wasThere: before.exists, isLogged, message: `${ledger} ${done}.${logged}` };
  });
}
