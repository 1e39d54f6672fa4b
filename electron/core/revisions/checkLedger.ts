import type { LedgerCheck } from '../connection/testConnection';
import { CoreError } from '../errors';
import { DEFAULT_LEDGER, fetchLedger, type Ledger } from './ledger';
import { fetchLog, LOG_TABLE, type Log } from './log';

/** What "Test" says of ledger and log. Reads only. */
export const checkLedger: LedgerCheck = async (session) => {
  try {
    const ledger = await fetchLedger(session, DEFAULT_LEDGER);
    const log = await fetchLog(session, ledger.schema);
    return { ledger: describeLedger(ledger), permissions: describeLog(log) };
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    return {
      ledger: { status: 'failed', detail: error.message },
      permissions: { status: 'waiting', detail: null },
    };
  }
};

function describeLedger({ exists, table, schema, names }: Ledger) {
  const detail = exists
    ? `${schema}.${table} holds ${names.length} ${names.length === 1 ? 'revision' : 'revisions'}`
    : `no ${table} yet; the first upgrade makes it`;
  return { status: 'passed' as const, detail };
}

function describeLog({ state }: Log) {
  if (state.kind === 'ready') return { status: 'passed' as const, detail: `${LOG_TABLE} can be written` };
  if (state.kind === 'absent' && state.canCreate) {
    return { status: 'passed' as const, detail: `the first run makes ${LOG_TABLE}` };
  }
  const detail = `Runs work, but when, how long and by whom is not kept. Ask for: ${state.grantSql}`;
  return { status: 'warned' as const, detail };
}
