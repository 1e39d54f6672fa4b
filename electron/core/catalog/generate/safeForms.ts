/** The forms of a change that don't stop others while they read or write a whole table. */

import type { Piece } from '../../revisions/authoring/fileChange';
import { quoteIdent, quoteQualified } from '../../sql/quote';
import type { CatalogObject } from '../catalog';
import { describeChange } from '../describeChange';
import type { Change } from '../diff/diffCatalogs';
import type { Lookup } from '../lookup';
import type { Step } from '../write/step';

export interface SafeForms {
  /** In one transaction. */
  readonly inside: readonly Piece[];
  /** Afterwards, each statement for itself, outside of a transaction. */
  readonly outside: readonly Piece[];
}

/** `isBack`: undone in the other order, what is outside comes first, where there is nothing yet to validate. */
export function safeForms(
  changes: readonly Change[],
  before: Lookup,
  after: Lookup,
  isBack = false,
): SafeForms {
  const inside: Piece[] = [];
  const outside: Piece[] = [];
  for (const change of changes) {
    const forms = formsOf(change, before, after, isBack);
    const title = describeChange(change);
    if (forms.inside.length > 0) inside.push({ title, statements: forms.inside, leftOut: null });
    if (forms.outside.length > 0) outside.push({ title, statements: forms.outside, leftOut: null });
  }
  return { inside, outside };
}

/** All of it, as one statement after another. */
export function isBetterOutside(change: Change, before: Lookup, after: Lookup): boolean {
  if (change.steps.some(({ isOutside }) => isOutside)) return true;
  const { inside, outside } = formsOf(change, before, after, false);
  return inside.length === 0 && outside.length > 0;
}

interface Forms {
  readonly inside: readonly string[];
  readonly outside: readonly string[];
}

function formsOf(change: Change, before: Lookup, after: Lookup, isBack: boolean): Forms {
  const statements = change.steps.map(({ sql }) => sql);
  const plain = { inside: statements, outside: [] };
  const object = after.get(change.object) ?? before.get(change.object);
  if (!object || change.isReplaced || !isOnLivingTable(object, before, after)) return plain;
  if (object.kind === 'index') return concurrently(change, plain);
  if (object.kind === 'constraint' && change.action === 'create' && !isBack) {
    if (object.type === 'foreign' || object.type === 'check')
      return validatedLater(change.steps, object, plain);
  }
  return plain;
}

/** Of a table that is there before and after, and whole: partitioned ones know none of these forms. */
function isOnLivingTable(object: CatalogObject, before: Lookup, after: Lookup): boolean {
  if (!('table' in object)) return false;
  const name = { schema: object.schema, name: object.table };
  const [old, now] = [before.table(name), after.table(name)];
  return (
    old !== undefined && now !== undefined && now.partitionedBy === null && isWhole(old.columns, now.columns)
  );
}

/** An index goes with its column: dropped later, it would not be there any more. */
function isWhole(
  old: readonly { readonly name: string }[],
  now: readonly { readonly name: string }[],
): boolean {
  return old.every(({ name }) => now.some((each) => each.name === name));
}

function concurrently({ action, steps }: Change, plain: Forms): Forms {
  const [first, ...rest] = steps.map(({ sql }) => sql);
  if (first === undefined) return plain;
  if (action === 'drop') {
    return { inside: [], outside: [first.replace(/^DROP INDEX /, 'DROP INDEX CONCURRENTLY ')] };
  }
  if (action !== 'create') return plain;
  return {
    inside: [],
    outside: [first.replace(/^(CREATE (?:UNIQUE )?INDEX) /, '$1 CONCURRENTLY '), ...rest],
  };
}

/** NOT VALID takes its lock for a moment; VALIDATE reads the table under a lock that stops nobody. */
function validatedLater(
  steps: readonly Step[],
  object: CatalogObject & { readonly table: string; readonly schema: string },
  plain: Forms,
): Forms {
  const [add, ...rest] = steps.map(({ sql }) => sql);
  if (add === undefined || / NOT (VALID|ENFORCED)\b/.test(add)) return plain;
  const table = quoteQualified(object.schema, object.table);
  return {
    inside: [`${add} NOT VALID`, ...rest],
    outside: [`ALTER TABLE ${table} VALIDATE CONSTRAINT ${quoteIdent(object.name)}`],
  };
}
