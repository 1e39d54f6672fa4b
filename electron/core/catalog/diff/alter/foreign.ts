import { quoteIdent, quoteLiteral } from '../../../sql/quote';
import type { ForeignServer } from '../../foreign';
import { nameOf, textOf } from '../../write/options';
import { type Step, step } from '../../write/step';

export function alterServer(a: ForeignServer, b: ForeignServer): readonly Step[] | null {
  if (a.wrapper !== b.wrapper || a.type !== b.type) return null;
  const version =
    a.version === b.version ? '' : ` VERSION ${b.version === null ? 'NULL' : quoteLiteral(b.version)}`;
  const changes = foreignOptionChanges(a.options, b.options);
  return [step(`ALTER SERVER ${quoteIdent(b.name)}${version}${changes}`)];
}

export function foreignOptionChanges(a: readonly string[], b: readonly string[]): string {
  const [old, wanted] = [a, b].map((options) => new Map(options.map((each) => [nameOf(each), textOf(each)])));
  const changes = [
    ...[...(old ?? [])].filter(([name]) => !wanted?.has(name)).map(([name]) => `DROP ${quoteIdent(name)}`),
    ...[...(wanted ?? [])].flatMap(([name, value]) => {
      const before = old?.get(name);
      if (before === value) return [];
      return [`${before === undefined ? 'ADD' : 'SET'} ${quoteIdent(name)} ${quoteLiteral(value)}`];
    }),
  ];
  return changes.length === 0 ? '' : ` OPTIONS (${changes.join(', ')})`;
}
