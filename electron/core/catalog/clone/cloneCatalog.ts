/** A database without rows, made from a Catalog alone in an empty one that is ours. */
import type { Credentials } from '../../connection/parseTarget';
import { openSession, type Session } from '../../connection/session';
import { badInput } from '../../errors';
import { quoteIdent } from '../../sql/quote';
import type { Catalog } from '../catalog';
import { type Difference, diffCatalogs } from '../diff/diffCatalogs';
import { fetchCatalog } from '../fetchCatalog';
import { runChanges } from './runChanges';

/** What can't be made at all is told; a statement that fails is thrown. */
export async function cloneCatalog(
  credentials: Credentials,
  catalog: Catalog,
  signal: AbortSignal,
): Promise<Difference['refused']> {
  refuseLocked(catalog);
  const session = await openCloning(credentials);
  try {
    await makeRoles(session, catalog);
    const { changes, refused } = diffCatalogs(await fetchCatalog(credentials, signal), catalog);
    await runChanges(session, changes, signal);
    return refused;
  } finally {
    await session.close();
  }
}

/** Of these some texts are not known. */
function refuseLocked({ objects }: Catalog): void {
  const locked = objects.find(({ lockedBy }) => lockedBy !== undefined);
  if (!locked) return;
  throw badInput(
    `${locked.id} was locked by pid ${locked.lockedBy} and could not be read as a whole.`,
    'Compare again once the lock is gone.',
  );
}

/** Functions may call what comes after them. */
export async function openCloning(credentials: Credentials): Promise<Session> {
  const session = await openSession(credentials, { kind: 'run', name: 'lockstep twin' });
  await session.query(
    "SELECT set_config('check_function_bodies', 'off', false), set_config('statement_timeout', '0', false)",
  );
  return session;
}

/** That policies name; a scratch database takes them along when it goes. */
async function makeRoles(session: Session, { objects }: Catalog): Promise<void> {
  const named = objects.flatMap((each) => (each.kind === 'policy' ? each.roles : []));
  for (const name of new Set(named)) {
    const [found] = await session.query<{ is_there: boolean }>(
      "SELECT $1 = 'public' OR EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = $1) AS is_there",
      [name],
    );
    if (!found?.is_there) await session.query(`CREATE ROLE ${quoteIdent(name)}`);
  }
}
