/** Changes as they are told to others: one JSON object each, a line for people, or a script. */
import type { Change } from './diff/diffCatalogs';
import type { LockMode, Step } from './write/step';

export interface ToldChange {
  readonly kind: 'create' | 'drop' | 'alter' | 'rename';
  readonly object: string;
  readonly sql: readonly string[];
  /** The strongest that any of its statements takes on what was there before. */
  readonly lock: LockMode | null;
  readonly rewrites: boolean;
  readonly destroysData: boolean;
}

/** From weak to strong: https://www.postgresql.org/docs/18/explicit-locking.html#LOCKING-TABLES */
const STRENGTH: readonly LockMode[] = [
  'ACCESS SHARE',
  'ROW SHARE',
  'ROW EXCLUSIVE',
  'SHARE UPDATE EXCLUSIVE',
  'SHARE',
  'SHARE ROW EXCLUSIVE',
  'EXCLUSIVE',
  'ACCESS EXCLUSIVE',
];

export function tellChange({ action, object, steps }: Change): ToldChange {
  return {
    kind: action === 'finish' ? 'alter' : action,
    object,
    sql: steps.map(({ sql }) => sql),
    lock: strongestLock(steps),
    rewrites: steps.some(({ rewrites }) => rewrites),
    destroysData: steps.some(({ destroys }) => destroys !== undefined),
  };
}

export function strongestLock(steps: readonly Step[]): LockMode | null {
  const locks = steps.flatMap(({ lock }) => (lock === null ? [] : [lock]));
  return locks.sort((a, b) => STRENGTH.indexOf(b) - STRENGTH.indexOf(a))[0] ?? null;
}

/** As `alter table public.orders: takes ACCESS EXCLUSIVE, rewrites the table`. */
export function describeChange(change: Change): string {
  const { kind, object, lock } = tellChange(change);
  const facts = change.steps.flatMap(({ destroys, rewrites, scans, needsEmpty }) => [
    ...(destroys === undefined ? [] : [`destroys ${destroys}`]),
    ...(rewrites ? ['rewrites the table'] : []),
    ...(scans ? ['reads the whole table'] : []),
    ...(needsEmpty ? ['fails where the table has rows'] : []),
  ]);
  const all = [...(lock === null ? [] : [`takes ${lock}`]), ...new Set(facts)];
  return all.length === 0 ? `${kind} ${object}` : `${kind} ${object}: ${all.join(', ')}`;
}

export function scriptOf(changes: readonly Change[]): string {
  const parts = changes.map(
    (change) =>
      `-- ${describeChange(change).replaceAll(/[\r\n]/g, ' ')}\n${change.steps.map(({ sql }) => `${sql};\n`).join('')}`,
  );
  return parts.join('\n');
}
