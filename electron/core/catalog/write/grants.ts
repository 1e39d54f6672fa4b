/** What is granted, as statements. They take no lock on a table before PostgreSQL 18, and ACCESS SHARE from then on. */
import { quoteIdent } from '../../sql/quote';
import type { Grant } from '../catalog';
import { type Step, step } from './step';

export function createGrant(grant: Grant): readonly Step[] {
  return becomeGrant({ ...grant, privileges: [], grantable: [], revoked: [] }, grant);
}

export function dropGrant(grant: Grant): readonly Step[] {
  return becomeGrant(grant, { ...grant, privileges: [], grantable: [], revoked: [] });
}

export function becomeGrant(a: Grant, b: Grant): readonly Step[] {
  const had = [...a.privileges, ...a.grantable];
  const has = [...b.privileges, ...b.grantable];
  const lost = [...had.filter((each) => !has.includes(each)), ...without(b.revoked, a.revoked)];
  const narrowed = a.grantable.filter((each) => b.privileges.includes(each));
  const granted = [...without(b.privileges, had), ...without(a.revoked, b.revoked)];
  const widened = without(b.grantable, a.grantable);
  return [
    ...sql(b, 'REVOKE', lost, 'FROM'),
    ...sql(b, 'REVOKE GRANT OPTION FOR', narrowed, 'FROM'),
    ...sql(b, 'GRANT', granted, 'TO'),
    ...sql(b, 'GRANT', widened, 'TO', ' WITH GRANT OPTION'),
  ].map((each) => step(each));
}

function without(all: readonly string[], others: readonly string[]): readonly string[] {
  return all.filter((each) => !others.includes(each));
}

function sql(
  { target, column, name }: Grant,
  verb: string,
  privileges: readonly string[],
  towards: 'TO' | 'FROM',
  option = '',
): readonly string[] {
  if (privileges.length === 0) return [];
  const of = column === null ? '' : ` (${quoteIdent(column)})`;
  return [
    `${verb} ${privileges.map((each) => each + of).join(', ')} ON ${target} ${towards} ${name}${option}`,
  ];
}
