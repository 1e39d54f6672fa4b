import type { Session } from '../../../connection/session';
import { runChanges } from '../../clone/runChanges';
import type { Difference } from '../diffCatalogs';

/** What fails is told with all that was to be run. */
export async function runDifference(session: Session, { changes }: Difference): Promise<void> {
  await runChanges({ session }, changes).catch((error) => {
    const sql = changes.flatMap(({ steps }) => steps.map((step) => step.sql));
    throw new Error(`${error instanceof Error ? error.message : error}\n\n${sql.slice(-40).join(';\n')}`);
  });
}
