import type { Target } from '../../connection/profile';
import type { Session } from '../../connection/session';
import { describePlace } from '../../twin/planner/planDatabase';

const SQL = `SELECT s.system_identifier::text AS system, pg_catalog.current_database() AS name
  FROM pg_catalog.pg_control_system() AS s`;

/** Which database it is, by whatever address it is reached; where the server doesn't tell, by its address. */
export async function fetchDatabaseIdentity(session: Session, target: Target): Promise<string> {
  try {
    const [row] = await session.query<{ readonly system: string; readonly name: string }>(SQL);
    return row ? `${row.system}/${row.name}` : describePlace(target);
  } catch (error) {
    if (session.isLost) throw error;
    return describePlace(target);
  }
}
