import type { Session } from '../../../connection/session';
import type { Difference } from '../diffCatalogs';

/** As a careful user would: in one transaction, but for what PostgreSQL takes only apart from the rest. */
export async function runDifference(session: Session, { changes }: Difference): Promise<void> {
  const steps = changes.flatMap(({ steps }) => steps);
  const done: string[] = [];
  await session.query('BEGIN');
  try {
    for (const step of steps) {
      done.push(step.sql);
      if (step.isOutside) await session.query('COMMIT');
      await session.query(step.sql);
      if (step.isOutside) await session.query('BEGIN');
      if (step.endsTransaction) await session.query('COMMIT AND CHAIN');
    }
    await session.query('COMMIT');
  } catch (error) {
    await session.query('ROLLBACK');
    throw new Error(`${error instanceof Error ? error.message : error}\n\n${done.slice(-40).join(';\n')}`);
  }
}
