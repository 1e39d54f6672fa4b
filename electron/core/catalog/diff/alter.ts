/** How an object becomes another one without being dropped. One function per kind; null where there is no way. */
import { quoteIdent, quoteLiteral, quoteQualified } from '../../sql/quote';
import type {
  CatalogObject,
  CompositeType,
  Constraint,
  Domain,
  EnumType,
  Extension,
  ForeignServer,
  Index,
  ObjectKind,
  ObjectOf,
  Routine,
  Sequence,
  View,
} from '../catalog';
import type { Lookup } from '../lookup';
import { sequenceSql } from '../write/columns';
import { createObject, enableEventTrigger, enableTrigger, statisticsTarget } from '../write/create';
import { targetOf } from '../write/names';
import { commentOn, nameOf, textOf } from '../write/options';
import { type Step, step } from '../write/step';
import { alterTable } from './alterTable';
import { isSame } from './compare';

export interface Alteration {
  readonly steps: readonly Step[];
  /** Columns that can't change while views and the like use them. */
  readonly breaksColumns: readonly string[];
}

/** null: it must be dropped and made anew. */
export function alterObject(
  a: CatalogObject,
  b: CatalogObject,
  before: Lookup,
  after: Lookup,
): Alteration | null {
  if (a.kind === 'table' && b.kind === 'table') return alterTable(a, b, before, after);
  const steps = stepsOf(a, b, before, after);
  if (steps === null) return null;
  const comment = a.comment === b.comment ? [] : [step(commentOn(targetOf(b), b.comment))];
  return { steps: [...steps, ...comment], breaksColumns: [] };
}

type Alter<Kind extends ObjectKind> = (
  a: ObjectOf<Kind>,
  b: ObjectOf<Kind>,
  before: Lookup,
  after: Lookup,
) => readonly Step[] | null;

function stepsOf(a: CatalogObject, b: CatalogObject, before: Lookup, after: Lookup): readonly Step[] | null {
  const pair = <Kind extends ObjectKind>(
    kind: Kind,
    alter: Alter<Kind>,
  ): readonly Step[] | null | undefined =>
    isKind(a, kind) && isKind(b, kind) ? alter(a, b, before, after) : undefined;
  if (isSame({ ...a, comment: null }, { ...b, comment: null })) return [];
  const found = [
    pair('extension', alterExtension),
    pair('enum', alterEnum),
    pair('domain', alterDomain),
    pair('composite', alterComposite),
    pair('sequence', alterSequence),
    pair('constraint', alterConstraint),
    pair('index', alterIndex),
    pair('view', alterView),
    isRoutine(a) && isRoutine(b) ? alterRoutine(a, b) : undefined,
    pair('trigger', (x, y) => (x.definition === y.definition ? [enableTrigger(y)] : null)),
    pair('rule', (x, y) => (x.definition === y.definition ? [enableTrigger(y)] : null)),
    pair('event trigger', (x, y) =>
      isSame({ ...x, enabled: y.enabled }, y) ? [enableEventTrigger(y)] : null,
    ),
    pair('statistics', (x, y) => (x.definition === y.definition ? [statisticsTarget(y)] : null)),
    pair('server', alterServer),
  ].find((each) => each !== undefined);
  return found ?? null;
}

function isKind<Kind extends ObjectKind>(object: CatalogObject, kind: Kind): object is ObjectOf<Kind> {
  return object.kind === kind;
}

function isRoutine(object: CatalogObject): object is Routine {
  return object.kind === 'function' || object.kind === 'procedure';
}

function named({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return quoteQualified(schema, name);
}

function alterExtension(a: Extension, b: Extension): readonly Step[] {
  const steps: Step[] = [];
  if (a.schema !== b.schema) {
    steps.push(step(`ALTER EXTENSION ${quoteIdent(b.name)} SET SCHEMA ${quoteIdent(b.schema)}`));
  }
  if (a.version !== b.version) {
    steps.push(step(`ALTER EXTENSION ${quoteIdent(b.name)} UPDATE TO ${quoteLiteral(b.version)}`));
  }
  return steps;
}

/** Labels can be added anywhere; to lose or move one the type is made anew, and every column that uses it with it. */
function alterEnum(a: EnumType, b: EnumType, before: Lookup): readonly Step[] | null {
  const kept = b.labels.filter((label) => a.labels.includes(label));
  if (kept.length !== a.labels.length || kept.some((label, at) => label !== a.labels[at])) {
    return remakeEnum(b, before);
  }
  const steps: Step[] = [];
  for (const [at, label] of b.labels.entries()) {
    if (a.labels.includes(label)) continue;
    const next = b.labels.slice(at + 1).find((each) => a.labels.includes(each));
    const place = next === undefined ? '' : ` BEFORE ${quoteLiteral(next)}`;
    steps.push(step(`ALTER TYPE ${named(b)} ADD VALUE ${quoteLiteral(label)}${place}`));
  }
  return steps;
}

function remakeEnum(b: EnumType, before: Lookup): readonly Step[] | null {
  const columns = before.dependentsOf(b.id).flatMap((each) => {
    if (each.kind !== 'table') return [];
    return each.columns
      .filter(({ type }) => type === named2(b) || type === `${named2(b)}[]`)
      .map((column) => ({ table: each, column }));
  });
  const others = before.dependentsOf(b.id).filter(({ kind }) => kind !== 'table');
  if (others.length > 0) return null;
  const old = `${b.name.slice(0, 50)}_before`;
  const steps = [
    step(`ALTER TYPE ${named(b)} RENAME TO ${quoteIdent(old)}`),
    step(`CREATE TYPE ${named(b)} AS ENUM (${b.labels.map(quoteLiteral).join(', ')})`),
  ];
  for (const { table, column } of columns) {
    const name = quoteIdent(column.name);
    const type = column.type.endsWith('[]') ? `${named(b)}[]` : named(b);
    const through = column.type.endsWith('[]') ? 'text[]' : 'text';
    const actions = [`ALTER COLUMN ${name} TYPE ${type} USING ${name}::${through}::${type}`];
    if (column.default !== null) {
      actions.unshift(`ALTER COLUMN ${name} DROP DEFAULT`);
      actions.push(`ALTER COLUMN ${name} SET DEFAULT ${column.default}`);
    }
    steps.push(
      step(`ALTER TABLE ${named(table)} ${actions.join(', ')}`, 'ACCESS EXCLUSIVE', { rewrites: true }),
    );
  }
  return [...steps, step(`DROP TYPE ${quoteQualified(b.schema, old)}`)];
}

/** As format_type writes it with an empty search_path. */
function named2({ id }: EnumType): string {
  return id.slice('enum '.length);
}

function alterDomain(a: Domain, b: Domain): readonly Step[] | null {
  if (a.type !== b.type || a.collation !== b.collation) return null;
  const alter = (action: string) => step(`ALTER DOMAIN ${named(b)} ${action}`);
  const steps: Step[] = [];
  for (const check of a.checks) {
    if (!b.checks.some((each) => each.name === check.name && each.definition === check.definition)) {
      steps.push(alter(`DROP CONSTRAINT ${quoteIdent(check.name)}`));
    }
  }
  if (a.default !== b.default) {
    steps.push(alter(b.default === null ? 'DROP DEFAULT' : `SET DEFAULT ${b.default}`));
  }
  if (a.isNotNull !== b.isNotNull) steps.push(alter(b.isNotNull ? 'SET NOT NULL' : 'DROP NOT NULL'));
  for (const { name, definition } of b.checks) {
    if (!a.checks.some((each) => each.name === name && each.definition === definition)) {
      steps.push(alter(`ADD CONSTRAINT ${quoteIdent(name)} ${definition}`));
    }
  }
  return steps;
}

function alterComposite(a: CompositeType, b: CompositeType): readonly Step[] | null {
  const kept = b.attributes.filter(({ name }) => a.attributes.some((each) => each.name === name));
  // New ones come last, and none can change its place.
  const expected = [
    ...a.attributes.filter(({ name }) => kept.some((each) => each.name === name)).map(({ name }) => name),
    ...b.attributes.filter((each) => !kept.includes(each)).map(({ name }) => name),
  ];
  if (expected.join('\0') !== b.attributes.map(({ name }) => name).join('\0')) return null;
  const collate = (collation: string | null) => (collation === null ? '' : ` COLLATE ${collation}`);
  const actions = [
    ...a.attributes
      .filter(({ name }) => !kept.some((each) => each.name === name))
      .map(({ name }) => `DROP ATTRIBUTE ${quoteIdent(name)}`),
    ...b.attributes.flatMap(({ name, type, collation }) => {
      const old = a.attributes.find((each) => each.name === name);
      if (!old) return [`ADD ATTRIBUTE ${quoteIdent(name)} ${type}${collate(collation)}`];
      if (old.type === type && old.collation === collation) return [];
      return [`ALTER ATTRIBUTE ${quoteIdent(name)} SET DATA TYPE ${type}${collate(collation)}`];
    }),
  ];
  const comments = b.attributes
    .filter(
      ({ name, comment }) => (a.attributes.find((each) => each.name === name)?.comment ?? null) !== comment,
    )
    .map(({ name, comment }) => step(commentOn(`COLUMN ${named(b)}.${quoteIdent(name)}`, comment)));
  const altered = actions.length === 0 ? [] : [step(`ALTER TYPE ${named(b)} ${actions.join(', ')}`)];
  return [...altered, ...comments];
}

function alterSequence(a: Sequence, b: Sequence): readonly Step[] {
  const steps: Step[] = [];
  if (JSON.stringify(a.options) !== JSON.stringify(b.options)) {
    const type = a.options.type === b.options.type ? '' : ` AS ${b.options.type}`;
    steps.push(step(`ALTER SEQUENCE ${named(b)}${type} ${sequenceSql(b.options)}`, 'SHARE ROW EXCLUSIVE'));
  }
  if (a.isUnlogged !== b.isUnlogged) {
    steps.push(
      step(`ALTER SEQUENCE ${named(b)} SET ${b.isUnlogged ? 'UNLOGGED' : 'LOGGED'}`, 'ACCESS EXCLUSIVE'),
    );
  }
  if (JSON.stringify(a.ownedBy) !== JSON.stringify(b.ownedBy)) {
    const owner = b.ownedBy
      ? `${quoteQualified(b.ownedBy.schema, b.ownedBy.table)}.${quoteIdent(b.ownedBy.column)}`
      : 'NONE';
    steps.push(step(`ALTER SEQUENCE ${named(b)} OWNED BY ${owner}`));
  }
  return steps;
}

function alterConstraint(a: Constraint, b: Constraint): readonly Step[] | null {
  const isValidated = !a.isValid && b.isValid && a.definition?.replace(/ NOT VALID$/, '') === b.definition;
  if (!isValidated) return null;
  const sql = `ALTER TABLE ${quoteQualified(b.schema, b.table)} VALIDATE CONSTRAINT ${quoteIdent(b.name)}`;
  return [step(sql, 'SHARE UPDATE EXCLUSIVE', { scans: true })];
}

function alterIndex(a: Index, b: Index): readonly Step[] | null {
  if (!isSame({ ...a, isClustered: b.isClustered }, b) || !b.isClustered) return null;
  return [
    step(
      `ALTER TABLE ${quoteQualified(b.schema, b.table)} CLUSTER ON ${quoteIdent(b.name)}`,
      'SHARE UPDATE EXCLUSIVE',
    ),
  ];
}

/** OR REPLACE takes columns only at the end. */
function alterView(a: View, b: View, _before: Lookup, after: Lookup): readonly Step[] | null {
  if (a.isMaterialised || b.isMaterialised) return null;
  const isKept = a.columns.every(({ name, type, collation }, at) => {
    const column = b.columns[at];
    return column?.name === name && column.type === type && column.collation === collation;
  });
  if (!isKept || JSON.stringify(a.options) !== JSON.stringify(b.options)) return null;
  if (a.columns.some(({ comment, default: expression }) => comment !== null || expression !== null))
    return null;
  return createObject({ ...b, comment: null }, after).map((each) => ({
    ...each,
    sql: each.sql.replace(/^CREATE VIEW/, 'CREATE OR REPLACE VIEW'),
    lock: 'ACCESS EXCLUSIVE',
  }));
}

function alterRoutine(a: Routine, b: Routine): readonly Step[] | null {
  if (a.result !== b.result || a.arguments !== b.arguments) return null;
  return [step(b.definition)];
}

function alterServer(a: ForeignServer, b: ForeignServer): readonly Step[] | null {
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
