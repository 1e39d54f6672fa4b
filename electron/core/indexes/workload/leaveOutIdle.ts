import { parse } from 'libpg-query';
import { gatherRelations, type RelationRef } from '../../queries/shape/relations';
import { KINDS, mendNormalised } from '../explain/plannable';
import type { WeighedStatement } from './workloadInput';

/** Without those for which nobody makes an index: COMMIT and its like have no plan, and catalogs have their own. */
export async function leaveOutIdle(
  statements: readonly WeighedStatement[],
): Promise<readonly WeighedStatement[]> {
  const idle = await Promise.all(statements.map(({ text }) => isIdle(text)));
  return statements.filter((_, index) => !idle[index]);
}

/** What can’t be parsed may be anything. */
async function isIdle(text: string): Promise<boolean> {
  const parsed = await parse(mendNormalised(text)).catch(() => null);
  const statement = parsed?.stmts?.[0]?.stmt;
  if (statement === undefined) return false;
  const relations = gatherRelations(statement);
  const hasPlan = KINDS.has(Object.keys(statement)[0] ?? '');
  return !hasPlan || (relations.length > 0 && relations.every(isOfSystem));
}

function isOfSystem({ schema, name }: RelationRef): boolean {
  return schema === null
    ? name.startsWith('pg_')
    : schema === 'pg_catalog' || schema === 'information_schema';
}
