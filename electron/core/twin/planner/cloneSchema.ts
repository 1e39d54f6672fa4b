/** The target's schema in the twin's database, as far as it goes: what can't be made is told, and the rest is. */
import type { Catalog, CatalogObject, ObjectKind } from '../../catalog/catalog';
import { openCloning } from '../../catalog/clone/cloneCatalog';
import { type Change, diffCatalogs } from '../../catalog/diff/diffCatalogs';
import { fetchCatalog } from '../../catalog/fetchCatalog';
import type { Credentials } from '../../connection/parseTarget';
import type { Session } from '../../connection/session';
import { toErrorInfo } from '../../errors';

/** No plan depends on them; they name roles, or would run on what is tried here. */
const LEFT_OUT: ReadonlySet<ObjectKind> = new Set(['policy', 'trigger', 'event trigger']);

export interface Uncloned {
  /** The object's id. */
  readonly object: string;
  readonly message: string;
}

export interface CloningProgress {
  readonly done: number;
  readonly total: number;
}

/** Statements that are sent together: a round trip and a commit for each would take most of the time. */
const BATCH = 200;

export async function* cloneSchema(
  credentials: Credentials,
  catalog: Catalog,
  signal: AbortSignal,
): AsyncGenerator<CloningProgress, readonly Uncloned[]> {
  const objects = catalog.objects.filter(({ kind }) => !LEFT_OUT.has(kind)).map(withoutRoles);
  const empty = await fetchCatalog(credentials, signal);
  const { changes, refused } = diffCatalogs(empty, { ...catalog, objects });
  const uncloned: Uncloned[] = refused.map(({ object, message }) => ({ object, message }));
  const session = await openCloning(credentials);
  try {
    for (let done = 0; done < changes.length; done += BATCH) {
      signal.throwIfAborted();
      yield { done, total: changes.length };
      uncloned.push(...(await runTogether(session, changes.slice(done, done + BATCH))));
    }
    return uncloned;
  } finally {
    await session.close();
  }
}

/** Row security is not for who plans here, and needs the policies that are left out. */
function withoutRoles(object: CatalogObject): CatalogObject {
  return object.kind === 'table' ? { ...object, rowSecurity: 'off' } : object;
}

/** Several statements in one message are one transaction; where one of them fails, each is tried alone. */
async function runTogether(session: Session, changes: readonly Change[]): Promise<readonly Uncloned[]> {
  const steps = changes.flatMap((change) => change.steps);
  const isPlain = steps.every(({ isOutside, endsTransaction }) => !isOutside && !endsTransaction);
  if (isPlain && (await succeeds(session, steps.map(({ sql }) => sql).join(';\n')))) return [];
  const uncloned: Uncloned[] = [];
  for (const { object, steps: own } of changes) {
    for (const { sql } of own) {
      await session.query(sql).catch((error) => {
        if (session.isLost) throw error;
        uncloned.push({ object, message: toErrorInfo(error).message });
      });
    }
  }
  return uncloned;
}

async function succeeds(session: Session, sql: string): Promise<boolean> {
  return session.query(sql).then(
    () => true,
    (error) => {
      if (session.isLost) throw error;
      return false;
    },
  );
}
