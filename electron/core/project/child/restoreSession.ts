/** What a revision sets for its session must reach neither the ledger nor the revision after it. */
import { mayHaveDeallocated, prepareStatements } from './preparedStatements';
import type { RunContext } from './runContext';
import { SEQUELIZE_SETTINGS, type WorkSession } from './workSession';

const SETS_SESSION = /\b(set|reset|set_config|discard|deallocate)\b/i;
const SETS_ROLE = /\b(role|session\s+authorization)\b/i;

/** SET ROLE in a revision must not decide who writes the ledger. */
export async function restoreRole(session: WorkSession): Promise<void> {
  const changed = session.trace.statements.some(({ sql }) => SETS_ROLE.test(sql));
  if (changed) await session.send('RESET SESSION AUTHORIZATION; RESET ROLE');
}

export async function restoreSettings(context: RunContext): Promise<void> {
  const { begin, session } = context;
  if (!mayHaveSet(session)) return;
  await session.send(`RESET SESSION AUTHORIZATION; RESET ALL; ${SEQUELIZE_SETTINGS}`).catch(() => undefined);
  if (!context.isPrepared || !mayHaveDeallocated(session)) return;
  context.isPrepared = await prepareStatements(begin, session).catch(() => false);
}

/** Whether the session may be another than it was; of a long revision not every statement is kept. */
export function mayHaveSet({ trace }: WorkSession): boolean {
  return (
    trace.startedCount > trace.statements.length || trace.statements.some(({ sql }) => SETS_SESSION.test(sql))
  );
}
