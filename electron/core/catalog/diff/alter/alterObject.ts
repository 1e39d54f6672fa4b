/** How an object becomes another one without being dropped. One function per kind; null where there is no way. */
import { quoteIdent, quoteLiteral } from '../../../sql/quote';
import type { CatalogObject, Extension, ObjectKind, ObjectOf } from '../../catalog';
import type { Lookup } from '../../lookup';
import type { Routine } from '../../routine';
import { statisticsTarget } from '../../write/create';
import { enableEventTrigger, enableTrigger } from '../../write/createReaction';
import { becomeGrant } from '../../write/grants';
import { targetOf } from '../../write/names';
import { commentOn } from '../../write/options';
import { type Step, step } from '../../write/step';
import { isSame } from '../compare';
import { alterServer } from './foreign';
import { alterConstraint, alterIndex, alterView } from './relations';
import { alterSequence } from './sequence';
import { alterComposite, alterDomain, alterEnum } from './types';

export interface Alteration {
  /** Before anything is dropped. */
  readonly release: readonly Step[];
  readonly alter: readonly Step[];
}

type NotTable = Exclude<CatalogObject, { readonly kind: 'table' }>;

/** null: it must be dropped and made anew. `isReleased`: as Fates.released. */
export function alterObject(
  a: NotTable,
  b: NotTable,
  before: Lookup,
  after: Lookup,
  isReleased = false,
): Alteration | null {
  const alteration = alterKind(a, b, before, after, isReleased);
  if (alteration === null || a.comment === b.comment || b.kind === 'grant') return alteration;
  return { ...alteration, alter: [...alteration.alter, step(commentOn(targetOf(b), b.comment))] };
}

function alterKind(
  a: NotTable,
  b: NotTable,
  before: Lookup,
  after: Lookup,
  isReleased: boolean,
): Alteration | null {
  if (a.kind === 'domain' && b.kind === 'domain') return alterDomain(a, b, before, isReleased);
  const alter = stepsOf(a, b, before, after);
  return alter === null ? null : { release: [], alter };
}

type Alter<Kind extends ObjectKind> = (
  a: ObjectOf<Kind>,
  b: ObjectOf<Kind>,
  before: Lookup,
  after: Lookup,
) => readonly Step[] | null;

function stepsOf(a: NotTable, b: NotTable, before: Lookup, after: Lookup): readonly Step[] | null {
  const pair = <Kind extends ObjectKind>(
    kind: Kind,
    alter: Alter<Kind>,
  ): readonly Step[] | null | undefined =>
    isKind(a, kind) && isKind(b, kind) ? alter(a, b, before, after) : undefined;
  if (isSame({ ...a, comment: null }, { ...b, comment: null })) return [];
  const found = [
    pair('extension', alterExtension),
    pair('enum', alterEnum),
    pair('composite', alterComposite),
    pair('sequence', alterSequence),
    pair('constraint', alterConstraint),
    pair('index', alterIndex),
    pair('view', alterView),
    isRoutine(a) && isRoutine(b) ? alterRoutine(a, b) : undefined,
    pair('trigger', (x, y) => (x.definition === y.definition ? [enableTrigger(y)] : null)),
    pair('rule', (x, y) => (x.definition === y.definition ? [enableTrigger(y)] : null)),
    pair('event trigger', (x, y) =>
      isSame({ ...x, comment: null, enabled: y.enabled }, { ...y, comment: null })
        ? [enableEventTrigger(y)]
        : null,
    ),
    pair('statistics', (x, y) => (x.definition === y.definition ? [statisticsTarget(y)] : null)),
    pair('server', alterServer),
    pair('grant', becomeGrant),
  ].find((each) => each !== undefined);
  return found ?? null;
}

function isKind<Kind extends ObjectKind>(object: CatalogObject, kind: Kind): object is ObjectOf<Kind> {
  return object.kind === kind;
}

function isRoutine(object: CatalogObject): object is Routine {
  return object.kind === 'function' || object.kind === 'procedure';
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

function alterRoutine(a: Routine, b: Routine): readonly Step[] | null {
  if (a.result !== b.result || a.arguments !== b.arguments) return null;
  return [step(b.definition)];
}
