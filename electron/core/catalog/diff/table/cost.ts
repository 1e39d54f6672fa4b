/** What a step reads and writes, by the manual: https://www.postgresql.org/docs/18/sql-altertable.html */

import { quoteIdent } from '../../../sql/quote';
import type { Lookup } from '../../lookup';
import type { Column, Table } from '../../table';
import type { Cost } from '../../write/step';
import type { Fates } from '../fates';
import { isNameOf } from '../mentions';

/** A value that is the same for all rows is kept once; others are written into each row. */
export function costOfAdding(column: Column, after: Lookup): Cost {
  if (column.generated === 'stored' || column.identity !== null) return { rewrites: true };
  if (column.generated === 'virtual') return column.isNotNull ? { scans: true } : {};
  if (isConstrainedDomain(column.type, after)) return { rewrites: true };
  if (column.default !== null && isVolatile(column.default, after)) return { rewrites: true };
  if (!column.isNotNull || column.default !== null) return {};
  // A domain may have a default of its own.
  return { scans: true, ...(!column.type.includes('.') && { needsEmpty: true }) };
}

/** Before PostgreSQL 19 a constrained domain is checked in every row, by writing them all. */
function isConstrainedDomain(type: string, after: Lookup): boolean {
  if (!type.includes('.')) return false;
  const domain = after.ofKind('domain').find((each) => isNameOf(type, each));
  return (
    domain !== undefined &&
    (domain.isNotNull || domain.checks.length > 0 || isConstrainedDomain(domain.type, after))
  );
}

const VOLATILE =
  /\b(nextval|setval|currval|lastval|random|random_normal|gen_random_uuid|uuidv4|uuidv7|clock_timestamp|timeofday|pg_sleep|txid_current|pg_current_xact_id)\(/;

/** A function of the users' own says what it is; one of an extension might be anything. */
export function isVolatile(expression: string, after: Lookup): boolean {
  const code = expression.replaceAll(/'(?:[^']|'')*'/g, "''");
  if (VOLATILE.test(code)) return true;
  const called = [...code.matchAll(/((?:"(?:[^"]|"")+"|\w+)\.(?:"(?:[^"]|"")+"|\w+))\(/g)].map(
    (match) => match[1],
  );
  return called.some((name) => {
    const routines = after.ofKind('function').filter((each) => isCalled(each, name));
    return (
      routines.length === 0 ||
      routines.some(({ definition }) => !/^ (?:[A-Z ]* )?(IMMUTABLE|STABLE)\b/m.test(definition))
    );
  });
}

function isCalled(
  { schema, name }: { readonly schema: string; readonly name: string },
  called: string | undefined,
): boolean {
  const bare = called?.replaceAll('"', '');
  return bare === `${schema}.${name}`.replaceAll('"', '');
}

/** A valid CHECK (column IS NOT NULL) that is there before and after spares the scan. */
export function isProvenNotNull(
  table: Table,
  column: string,
  { before, after }: Pick<Fates, 'before' | 'after'>,
): boolean {
  const names = [column, quoteIdent(column)].map((name) => `CHECK ((${name} IS NOT NULL))`);
  return before.constraintsOf(table).some((constraint) => {
    const now = after.get(constraint.id);
    return (
      constraint.type === 'check' &&
      constraint.isValid &&
      names.includes(constraint.definition ?? '') &&
      now?.kind === 'constraint' &&
      now.definition === constraint.definition
    );
  });
}
