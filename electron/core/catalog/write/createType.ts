/** The statements that make a type or a collation. */
import { quoteIdent, quoteLiteral, quoteQualified } from '../../sql/quote';
import type { Collation } from '../catalog';
import { quoted } from '../identity';
import type { CompositeType, Domain, RangeType } from '../userTypes';
import { commentOn } from './options';
import { type Step, step } from './step';

export function collationSql(object: Collation): string {
  const { provider, locale, collate, ctype, isDeterministic, rules } = object;
  const clauses = [`provider = ${provider}`];
  if (locale !== null) clauses.push(`locale = ${quoteLiteral(locale)}`);
  if (collate !== null) clauses.push(`lc_collate = ${quoteLiteral(collate)}`);
  if (ctype !== null) clauses.push(`lc_ctype = ${quoteLiteral(ctype)}`);
  if (!isDeterministic) clauses.push('deterministic = false');
  if (rules !== null) clauses.push(`rules = ${quoteLiteral(rules)}`);
  return `CREATE COLLATION ${quoted(object)} (${clauses.join(', ')})`;
}

export function domainSql(object: Domain): string {
  const clauses = [
    object.collation === null ? '' : ` COLLATE ${object.collation}`,
    object.default === null ? '' : ` DEFAULT ${object.default}`,
    object.isNotNull ? ' NOT NULL' : '',
    ...object.checks.map(({ name, definition }) => ` CONSTRAINT ${quoteIdent(name)} ${definition}`),
  ];
  return `CREATE DOMAIN ${quoted(object)} AS ${object.type}${clauses.join('')}`;
}

export function createComposite(object: CompositeType): readonly Step[] {
  const attributes = object.attributes.map(
    ({ name, type, collation }) =>
      `${quoteIdent(name)} ${type}${collation === null ? '' : ` COLLATE ${collation}`}`,
  );
  const comments = object.attributes
    .filter(({ comment }) => comment !== null)
    .map(({ name, comment }) => step(commentOn(`COLUMN ${quoted(object)}.${quoteIdent(name)}`, comment)));
  return [step(`CREATE TYPE ${quoted(object)} AS (${attributes.join(', ')})`), ...comments];
}

export function rangeSql(object: RangeType): string {
  const { schema, subtype, opclass, collation, canonical, subtypeDiff, multirange } = object;
  const clauses = [`SUBTYPE = ${subtype}`];
  if (opclass !== null) clauses.push(`SUBTYPE_OPCLASS = ${opclass}`);
  if (collation !== null) clauses.push(`COLLATION = ${collation}`);
  if (canonical !== null) clauses.push(`CANONICAL = ${canonical}`);
  if (subtypeDiff !== null) clauses.push(`SUBTYPE_DIFF = ${subtypeDiff}`);
  clauses.push(`MULTIRANGE_TYPE_NAME = ${quoteQualified(schema, multirange)}`);
  return `CREATE TYPE ${quoted(object)} AS RANGE (${clauses.join(', ')})`;
}
