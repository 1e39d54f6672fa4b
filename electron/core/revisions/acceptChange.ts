/** Records a changed file's text as right, with who and why; what ran stays in the log as it was. */

import { refuseUnconfirmed } from '../connection/refuseUnconfirmed';
import { badInput, CoreError } from '../errors';
import { joinHistory } from './fetchHistory';
import { buildGraph } from './graph/graph';
import { refuseUnlogged } from './log';
import type { Place } from './place';
import { fetchDifference } from './revisionLog';
import { underRunLock } from './underRunLock';
import { writeLedger } from './writeLedger';
import { noteSql } from './writeLog';

export interface Acceptance {
  readonly name: string;
  /** Of the text that the user has looked at. */
  readonly checksum: string;
  readonly reason: string;
  /** As typed; asked for on production. */
  readonly databaseName?: string | undefined;
  /** Operating system's user and host. */
  readonly runBy: string;
}

export async function acceptChange(place: Place, acceptance: Acceptance): Promise<void> {
  const { name, checksum, reason, runBy } = acceptance;
  refuseUnconfirmed(place.connection, acceptance.databaseName);
  const { after, afterChecksum } = await fetchDifference(place, name);
  if (afterChecksum !== checksum) throw changedAgain(name);
  await underRunLock(place, async ({ session, state, log }) => {
    const row = joinHistory(buildGraph(place.project.revisions), state).find((each) => each.name === name);
    if (row?.state !== 'changed') throw notChanged(name);
    refuseUnlogged(log, 'The acceptance');
    const entry = {
      ...({ name, direction: 'up', outcome: 'accepted' } as const),
      ...{ checksum, source: after, note: reason },
    };
    await writeLedger(session, { ledger: state.ledger, log }, noteSql(log, runBy, [entry]));
  });
}

function notChanged(name: string): CoreError {
  return badInput(`${name} is not an applied revision whose file has changed.`, 'Look at the history again.');
}

function changedAgain(name: string): CoreError {
  return new CoreError({
    kind: 'files-changed',
    names: [name],
    message: `${name} has changed again since you looked at it.`,
    hint: 'Look at the new difference; nothing was recorded.',
  });
}
