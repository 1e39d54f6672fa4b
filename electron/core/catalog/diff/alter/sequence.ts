import { quoteIdent, quoteQualified } from '../../../sql/quote';
import type { Sequence } from '../../table';
import { sequenceSql } from '../../write/columns';
import { type Step, step } from '../../write/step';

export function alterSequence(a: Sequence, b: Sequence): readonly Step[] {
  const steps: Step[] = [];
  const name = quoteQualified(b.schema, b.name);
  if (JSON.stringify(a.options) !== JSON.stringify(b.options)) {
    const type = a.options.type === b.options.type ? '' : ` AS ${b.options.type}`;
    steps.push(step(`ALTER SEQUENCE ${name}${type} ${sequenceSql(b.options)}`, 'SHARE ROW EXCLUSIVE'));
  }
  if (a.isUnlogged !== b.isUnlogged) {
    steps.push(setLogged(b));
  }
  return steps;
}

export function setLogged({ schema, name, isUnlogged }: Sequence): Step {
  const sql = `ALTER SEQUENCE ${quoteQualified(schema, name)} SET ${isUnlogged ? 'UNLOGGED' : 'LOGGED'}`;
  return step(sql, 'ACCESS EXCLUSIVE');
}

export function isOwnedElsewhere(a: Sequence, b: Sequence): boolean {
  return JSON.stringify(a.ownedBy) !== JSON.stringify(b.ownedBy);
}

export function disownSql({ schema, name }: Pick<Sequence, 'schema' | 'name'>): string {
  return `ALTER SEQUENCE ${quoteQualified(schema, name)} OWNED BY NONE`;
}

export function ownSql({ schema, name, ownedBy }: Sequence): string {
  if (ownedBy === null) return disownSql({ schema, name });
  const column = `${quoteQualified(ownedBy.schema, ownedBy.table)}.${quoteIdent(ownedBy.column)}`;
  return `ALTER SEQUENCE ${quoteQualified(schema, name)} OWNED BY ${column}`;
}
