/** Types that change in place; where null is returned they are made anew, and what uses them with them. */
import { quoteIdent, quoteLiteral, quoteQualified } from '../../../sql/quote';
import type { Lookup } from '../../lookup';
import type { Attribute, CompositeType, Domain, EnumType } from '../../userTypes';
import { commentOn } from '../../write/options';
import { type Step, step } from '../../write/step';
import { mentions } from '../mentions';

interface Named {
  readonly schema: string;
  readonly name: string;
}

/** Labels can be added anywhere; to lose or move one takes a new type. */
export function alterEnum(a: EnumType, b: EnumType): readonly Step[] | null {
  const kept = b.labels.filter((label) => a.labels.includes(label));
  if (kept.length !== a.labels.length || kept.some((label, at) => label !== a.labels[at])) return null;
  const steps: Step[] = [];
  for (const [at, label] of b.labels.entries()) {
    if (a.labels.includes(label)) continue;
    const next = b.labels.slice(at + 1).find((each) => a.labels.includes(each));
    const place = next === undefined ? '' : ` BEFORE ${quoteLiteral(next)}`;
    steps.push(
      step(`ALTER TYPE ${named(b)} ADD VALUE ${quoteLiteral(label)}${place}`, null, {
        endsTransaction: true,
      }),
    );
  }
  return steps;
}

/** What lets go of what is dropped comes apart from the rest, as `release`. */
export function alterDomain(
  a: Domain,
  b: Domain,
  before: Lookup,
  isReleased: boolean,
): { readonly release: readonly Step[]; readonly alter: readonly Step[] } | null {
  if (a.type !== b.type || a.collation !== b.collation) return null;
  const alter = (action: string) => step(`ALTER DOMAIN ${named(b)} ${action}`);
  const isKept = (check: Domain['checks'][number], others: Domain['checks']) =>
    !isReleased &&
    others.some(({ name, definition }) => name === check.name && definition === check.definition);
  const added = b.checks.filter((check) => !isKept(check, a.checks));
  const isStricter = added.length > 0 || (b.isNotNull && !a.isNotNull);
  if (isStricter && isContained(a, before)) return null;
  const release = a.checks
    .filter((check) => !isKept(check, b.checks))
    .map(({ name }) => alter(`DROP CONSTRAINT ${quoteIdent(name)}`));
  if (a.default !== null && (isReleased || b.default === null)) release.push(alter('DROP DEFAULT'));
  const steps: Step[] = [];
  if (b.default !== null && (isReleased || a.default !== b.default))
    steps.push(alter(`SET DEFAULT ${b.default}`));
  if (a.isNotNull !== b.isNotNull) steps.push(alter(b.isNotNull ? 'SET NOT NULL' : 'DROP NOT NULL'));
  for (const { name, definition } of added) {
    steps.push(alter(`ADD CONSTRAINT ${quoteIdent(name)} ${definition}`));
  }
  return { release, alter: steps };
}

/** PostgreSQL checks a domain's new constraint in columns of the domain, and refuses where it is only a part of their type. */
export function isContained(type: Domain | CompositeType, before: Lookup): boolean {
  return before.dependentsOf(type.id).some((each) => {
    if (each.kind === 'composite' || each.kind === 'range') return true;
    if (each.kind === 'domain') return isContained(each, before);
    return (
      each.kind === 'table' &&
      each.columns.some((column) => column.type.endsWith('[]') && mentions(column.type, type))
    );
  });
}

export function alterComposite(a: CompositeType, b: CompositeType, before: Lookup): readonly Step[] | null {
  const kept = b.attributes.filter(({ name }) => attributeOf(a, name));
  // New ones come last, and none can change its place.
  const expected = [
    ...a.attributes.filter(({ name }) => attributeOf(b, name)).map(({ name }) => name),
    ...b.attributes.filter((each) => !kept.includes(each)).map(({ name }) => name),
  ];
  if (expected.join('\0') !== b.attributes.map(({ name }) => name).join('\0')) return null;
  const isRetyped = kept.some(({ name, type, collation }) => {
    const old = attributeOf(a, name);
    return old?.type !== type || old.collation !== collation;
  });
  if (isRetyped && before.dependentsOf(a.id).length > 0) return null;
  const actions = attributeActions(a, b);
  const comments = b.attributes
    .filter(({ name, comment }) => (attributeOf(a, name)?.comment ?? null) !== comment)
    .map(({ name, comment }) => step(commentOn(`COLUMN ${named(b)}.${quoteIdent(name)}`, comment)));
  const altered = actions.length === 0 ? [] : [step(`ALTER TYPE ${named(b)} ${actions.join(', ')}`)];
  return [...altered, ...comments];
}

function attributeActions(a: CompositeType, b: CompositeType): readonly string[] {
  const collate = (collation: string | null) => (collation === null ? '' : ` COLLATE ${collation}`);
  const dropped = a.attributes.filter(({ name }) => !attributeOf(b, name));
  return [
    ...dropped.map(({ name }) => `DROP ATTRIBUTE ${quoteIdent(name)}`),
    ...b.attributes.flatMap(({ name, type, collation }) => {
      const old = attributeOf(a, name);
      if (!old) return [`ADD ATTRIBUTE ${quoteIdent(name)} ${type}${collate(collation)}`];
      if (old.type === type && old.collation === collation) return [];
      return [`ALTER ATTRIBUTE ${quoteIdent(name)} SET DATA TYPE ${type}${collate(collation)}`];
    }),
  ];
}

function attributeOf({ attributes }: CompositeType, name: string): Attribute | undefined {
  return attributes.find((each) => each.name === name);
}

function named({ schema, name }: Named): string {
  return quoteQualified(schema, name);
}
