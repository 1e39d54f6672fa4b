/** The target's schema in the twin's database, as far as it goes: what can't be made is told, and the rest is. */
import type { Catalog, CatalogObject, ObjectKind } from '../../catalog/catalog';
import { type Cloning, isForSuperusers, openCloning, runAlone } from '../../catalog/clone/cloning';
import { type Change, diffInTurns } from '../../catalog/diff/diffCatalogs';
import { fetchCatalog } from '../../catalog/fetchCatalog';
import type { Session } from '../../connection/session';
import { toErrorInfo } from '../../errors';
import type { Scratch } from '../scratchDatabase';
import { withoutBody } from './withoutBodies';

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
  scratch: Scratch,
  catalog: Catalog,
  signal: AbortSignal,
): AsyncGenerator<CloningProgress, readonly Uncloned[]> {
  const objects = catalog.objects
    .filter(({ kind }) => !LEFT_OUT.has(kind))
    .map(withoutRoles)
    .map(withoutBody);
  const empty = await fetchCatalog(scratch.guest, signal);
  const { changes, refused } = await diffInTurns(empty, { ...catalog, objects }, signal);
  const uncloned: Uncloned[] = refused.map(({ object, message }) => ({ object, message }));
  const cloning = await openCloning(scratch);
  try {
    const unfilled = changes.map(withoutData);
    for (let done = 0; done < unfilled.length; done += BATCH) {
      signal.throwIfAborted();
      yield { done, total: unfilled.length };
      uncloned.push(...(await runTogether(cloning, unfilled.slice(done, done + BATCH))));
    }
    return uncloned;
  } finally {
    await cloning.close();
  }
}

/** Row security is not for who plans here, and needs the policies that are left out. */
function withoutRoles(object: CatalogObject): CatalogObject {
  return object.kind === 'table' ? { ...object, rowSecurity: 'off' } : object;
}

/** Filling a materialised view runs its query, which is the target's owner's to write. */
function withoutData(change: Change): Change {
  const steps = change.steps.map((step) =>
    step.sql.startsWith('CREATE MATERIALIZED VIEW')
      ? { ...step, sql: `${step.sql.replace(/;?\s*$/, '')} WITH NO DATA` }
      : step,
  );
  return { ...change, steps };
}

/** Several statements in one message are one transaction; where one of them fails, each is tried alone. */
async function runTogether(cloning: Cloning, changes: readonly Change[]): Promise<readonly Uncloned[]> {
  const steps = changes.flatMap((change) => change.steps);
  const isPlain = steps.every(
    ({ sql, isOutside, endsTransaction }) => !isOutside && !endsTransaction && !isForSuperusers(sql),
  );
  if (isPlain && (await succeeds(cloning.session, steps.map(({ sql }) => sql).join(';\n')))) return [];
  const uncloned: Uncloned[] = [];
  for (const { object, steps: own } of changes) {
    const message = await failureOf(
      cloning,
      own.map(({ sql }) => sql),
    );
    if (message !== null) uncloned.push({ object, message });
  }
  return uncloned;
}

/** null, or why the first of them that failed did; the ones after it are left. */
async function failureOf(cloning: Cloning, statements: readonly string[]): Promise<string | null> {
  try {
    for (const sql of statements) await runAlone(cloning, sql);
    return null;
  } catch (error) {
    if (cloning.session.isLost) throw error;
    return toErrorInfo(error).message;
  }
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
