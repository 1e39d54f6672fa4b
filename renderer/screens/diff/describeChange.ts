/** What a change does to those who use the database meanwhile, in words. Pure. */
import type { ChangeRow, Statement } from '../../../electron/contract/catalog';

type LockMode = NonNullable<ChangeRow['lock']>;

const MEANINGS: Readonly<Record<LockMode, string>> = {
  'ACCESS SHARE': 'reads and writes go on',
  'ROW SHARE': 'reads and writes go on',
  'ROW EXCLUSIVE': 'reads and writes go on',
  'SHARE UPDATE EXCLUSIVE': 'reads and writes go on',
  SHARE: 'reads go on, writes wait',
  'SHARE ROW EXCLUSIVE': 'reads go on, writes wait',
  EXCLUSIVE: 'reads go on, writes wait',
  'ACCESS EXCLUSIVE': 'reads and writes wait',
};

export interface Hazard {
  readonly tone: 'muted' | 'amber' | 'red';
  readonly text: string;
}

type Judged = Pick<ChangeRow, 'lock' | 'rewrites' | 'scans' | 'destroys'>;

/** One sentence each, the worst first. */
export function describeHazards(row: Judged & Pick<ChangeRow, 'refused' | 'isOutside'>): readonly Hazard[] {
  const hazards: Hazard[] = [];
  if (row.refused !== null) hazards.push({ tone: 'red', text: row.refused });
  if (row.destroys !== null) hazards.push({ tone: 'red', text: `Destroys ${row.destroys}.` });
  if (row.rewrites)
    hazards.push({ tone: 'amber', text: 'Writes the whole table anew while it holds the lock.' });
  if (row.scans) hazards.push({ tone: 'amber', text: 'Reads the whole table while it holds the lock.' });
  hazards.push({ tone: 'muted', text: describeLock(row.lock) });
  if (row.isOutside) {
    hazards.push({
      tone: 'muted',
      text: 'In a revision what takes long runs outside of a transaction, in a file of its own.',
    });
  }
  return hazards;
}

function describeLock(lock: LockMode | null): string {
  return lock === null ? 'Takes no lock on what is there.' : `Takes ${lock}: ${MEANINGS[lock]}.`;
}

export interface ActionMark {
  readonly sign: string;
  readonly word: string;
  readonly tone: 'green' | 'red' | 'amber' | 'blue';
}

export const ACTION_MARKS: Readonly<Record<ChangeRow['action'], ActionMark>> = {
  create: { sign: '+', word: 'create', tone: 'green' },
  drop: { sign: '−', word: 'drop', tone: 'red' },
  alter: { sign: '~', word: 'alter', tone: 'amber' },
  replace: { sign: '±', word: 'replace', tone: 'amber' },
  rename: { sign: '→', word: 'rename', tone: 'blue' },
};

export function sqlOf(statements: readonly Statement[]): string {
  return statements.map(({ sql }) => `${sql};`).join('\n');
}

/** As people say it: `public.orders.status`, `idx_total on public.orders`. */
export function fullName({ id, kind }: Pick<ChangeRow, 'id' | 'kind'>): string {
  return id.startsWith(`${kind} `) ? id.slice(kind.length + 1) : id;
}
