/** The forms of a change that don't stop others while they read or write a whole table. */
import { quoteIdent } from '../../sql/quote';
import type { Constraint, Index } from '../catalog';
import type { Change } from '../diff/diffCatalogs';
import { quotedTable } from '../identity';
import type { Lookup } from '../lookup';
import { type Step, step } from '../write/step';
import { keyForm } from './keyForm';
import { notNullSteps } from './laterNotNull';

export interface Forms {
  /** With all else, in one transaction. */
  readonly now: readonly Step[];
  /** Afterwards, each for itself. */
  readonly later: readonly Step[];
}

/** NOT VALID takes its lock for a moment; VALIDATE reads the table under a lock that stops nobody. */
export function validatedLater(change: Change, before: Lookup, after: Lookup): Forms {
  const { action, object, isReplaced, steps } = change;
  const constraint = after.get(object);
  const [add, ...rest] = steps;
  const isNew = action === 'create' && !isReplaced && constraint?.kind === 'constraint';
  if (!isNew || !add || !canBeValidated(constraint, add, before, after)) return { now: steps, later: [] };
  return { now: [notValid(add), ...rest], later: [validate(constraint)] };
}

/** Only a table with rows to read, and whole: partitioned ones know no such form. */
function canBeValidated(constraint: Constraint, { sql }: Step, before: Lookup, after: Lookup): boolean {
  const { type, schema, table } = constraint;
  if ((type !== 'foreign' && type !== 'check') || / NOT (VALID|ENFORCED)\b/.test(sql)) return false;
  const [old, now] = [before, after].map((each) => each.table({ schema, name: table }));
  if (!old || !now || now.partitionedBy !== null) return false;
  // Nor can a table join another one with a check that is not valid.
  return JSON.stringify(old.parents) === JSON.stringify(now.parents);
}

/** What is done outside of a transaction, in the order in which it is. */
export function laterSteps(
  { object, action, steps }: Change,
  before: Lookup,
  after: Lookup,
): readonly Step[] {
  const found = after.get(object) ?? before.get(object);
  if (found?.kind === 'table') return steps.flatMap((each) => notNullSteps(each, found, before));
  if (found?.kind === 'index') return indexSteps(found, action, steps, action === 'drop' ? before : after);
  if (found?.kind === 'constraint' && action === 'create') return keySteps(found, steps, after);
  return steps;
}

function indexSteps(index: Index, action: Change['action'], steps: readonly Step[], where: Lookup) {
  const [first, ...rest] = steps;
  const table = where.table({ schema: index.schema, name: index.table });
  // A partitioned table has no rows, and its index goes with those of its partitions.
  if (!first || (action !== 'create' && action !== 'drop') || table?.partitionedBy !== null) return steps;
  if (action === 'create')
    return [{ ...first, ...concurrently(first, /^(CREATE (?:UNIQUE )?INDEX) /) }, ...rest];
  return index.parent === null ? [{ ...first, ...concurrently(first, /^(DROP INDEX) /) }, ...rest] : steps;
}

function concurrently({ sql }: Step, verb: RegExp): Pick<Step, 'sql' | 'lock'> {
  return { sql: sql.replace(verb, '$1 CONCURRENTLY '), lock: 'SHARE UPDATE EXCLUSIVE' };
}

function keySteps(constraint: Constraint, steps: readonly Step[], { table }: Lookup): readonly Step[] {
  const [add, ...rest] = steps;
  if (!add) return steps;
  const isWhole = table({ schema: constraint.schema, name: constraint.table })?.partitionedBy === null;
  const isNotValid = / NOT (VALID|ENFORCED)\b/.test(add.sql);
  if (constraint.type === 'foreign' && isWhole && !isNotValid)
    return [notValid(add), validate(constraint), ...rest];
  const form = keyForm(constraint);
  if (form === null) return steps;
  return [
    step(form.index, 'SHARE UPDATE EXCLUSIVE', { scans: true }),
    step(form.constraint, 'ACCESS EXCLUSIVE'),
    ...rest,
  ];
}

function notValid({ sql, lock }: Step): Step {
  return step(`${sql} NOT VALID`, lock);
}

function validate(constraint: Constraint): Step {
  const sql = `ALTER TABLE ${quotedTable(constraint)} VALIDATE CONSTRAINT ${quoteIdent(constraint.name)}`;
  return step(sql, 'SHARE UPDATE EXCLUSIVE', { scans: true });
}
