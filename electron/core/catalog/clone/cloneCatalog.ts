/** A database without rows, made from a Catalog alone in an empty one that is ours. */
import type { Session } from '../../connection/session';
import { badInput } from '../../errors';
import { quoteIdent } from '../../sql/quote';
import type { Scratch } from '../../twin/scratchDatabase';
import type { Catalog } from '../catalog';
import { type Difference, diffInTurns } from '../diff/diffCatalogs';
import { fetchCatalog } from '../fetchCatalog';
import { type Cloning, openCloning } from './cloning';
import { runChanges } from './runChanges';

/** What can't be made at all is told; a statement that fails is thrown. */
export async function cloneCatalog(
  scratch: Scratch,
  catalog: Catalog,
  signal: AbortSignal,
): Promise<Difference['refused']> {
  refuseLocked(catalog);
  const cloning = await openCloning(scratch);
  try {
    await makeRoles(cloning, catalog);
    const empty = await fetchCatalog(scratch.guest, signal);
    const { changes, refused } = await diffInTurns(empty, catalog, signal);
    await runChanges(cloning, changes, signal);
    return refused;
  } finally {
    await cloning.close();
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

/** That policies name; a scratch database takes them along when it goes. */
async function makeRoles(cloning: Cloning, { objects }: Catalog): Promise<void> {
  const named = objects.flatMap((each) => (each.kind === 'policy' ? each.roles : []));
  for (const name of new Set(named)) {
    const [found] = await cloning.session.query<{ is_there: boolean }>(
      "SELECT $1 = 'public' OR EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = $1) AS is_there",
      [name],
    );
    if (!found?.is_there) await makeRole(await cloning.superuser(), name);
  }
}

async function makeRole(superuser: Session, name: string): Promise<void> {
  await superuser.query(`CREATE ROLE ${quoteIdent(name)}`);
}
