/** A Catalog that was saved as a file: whatever it holds is checked before it is believed. */
import { z } from 'zod';
import { badInput } from '../errors';
import { atOnce, forEach, type Stretches } from '../stretches';
import type { Catalog, CatalogObject } from './catalog';
import { byId } from './groups';

const text = z.string();
const maybe = text.nullable();
const texts = z.array(text);
const dependency = z.object({ id: text, column: text.exactOptional() });
const known = {
  id: text,
  name: text,
  comment: maybe,
  dependsOn: z.array(dependency),
  lockedBy: z.number().exactOptional(),
};
const inSchema = { ...known, schema: text };
const ofRelation = { ...inSchema, table: text };
const relationName = z.object({ schema: text, name: text });
const attribute = { name: text, type: text, collation: maybe, comment: maybe };
const enabled = z.enum(['origin', 'disabled', 'replica', 'always']);
const sequenceOptions = z.object({
  type: text,
  start: text,
  increment: text,
  min: text,
  max: text,
  cache: text,
  isCycling: z.boolean(),
});
const column = z.object({
  ...attribute,
  isNotNull: z.boolean(),
  notNullName: maybe,
  notNullIsInvalid: z.boolean(),
  default: maybe,
  generated: z.enum(['stored', 'virtual']).nullable(),
  identity: z
    .object({ when: z.enum(['always', 'by default']), sequence: text, options: sequenceOptions })
    .nullable(),
  storage: maybe,
  compression: maybe,
  statisticsTarget: z.number().nullable(),
  options: texts,
  foreignOptions: texts,
  isLocal: z.boolean(),
});

const object: z.ZodType<CatalogObject> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('schema'), ...known }),
  z.object({ kind: z.literal('extension'), ...known, schema: text, version: text }),
  z.object({
    kind: z.literal('collation'),
    ...inSchema,
    provider: text,
    isDeterministic: z.boolean(),
    collate: maybe,
    ctype: maybe,
    locale: maybe,
    rules: maybe,
  }),
  z.object({ kind: z.literal('enum'), ...inSchema, labels: texts }),
  z.object({
    kind: z.literal('domain'),
    ...inSchema,
    type: text,
    collation: maybe,
    default: maybe,
    isNotNull: z.boolean(),
    checks: z.array(z.object({ name: text, definition: text })),
  }),
  z.object({ kind: z.literal('composite'), ...inSchema, attributes: z.array(z.object(attribute)) }),
  z.object({
    kind: z.literal('range'),
    ...inSchema,
    subtype: text,
    opclass: maybe,
    collation: maybe,
    canonical: maybe,
    subtypeDiff: maybe,
    multirange: text,
  }),
  z.object({
    kind: z.literal('sequence'),
    ...inSchema,
    options: sequenceOptions,
    isUnlogged: z.boolean(),
    ownedBy: z.object({ schema: text, table: text, column: text }).nullable(),
  }),
  z.object({
    kind: z.literal('table'),
    ...inSchema,
    columns: z.array(column),
    persistence: z.enum(['permanent', 'unlogged']),
    accessMethod: maybe,
    options: texts,
    partitionedBy: maybe,
    parents: z.array(relationName),
    partitionBound: maybe,
    rowSecurity: z.enum(['off', 'on', 'forced']),
    replicaIdentity: z.union([z.enum(['default', 'nothing', 'full']), z.object({ index: text })]),
    ofType: maybe,
    foreign: z.object({ server: text, options: texts }).nullable(),
  }),
  z.object({
    kind: z.literal('constraint'),
    ...ofRelation,
    type: z.enum(['primary', 'unique', 'foreign', 'check', 'exclusion']),
    definition: maybe,
    isValid: z.boolean(),
    parent: relationName.nullable(),
    options: texts,
    isClustered: z.boolean(),
  }),
  z.object({
    kind: z.literal('index'),
    ...ofRelation,
    definition: maybe,
    isUnique: z.boolean(),
    isValid: z.boolean(),
    isClustered: z.boolean(),
    parent: relationName.nullable(),
    statisticsTargets: z.array(z.object({ column: z.number(), target: z.number() })),
  }),
  z.object({
    kind: z.literal('view'),
    ...inSchema,
    isMaterialised: z.boolean(),
    definition: maybe,
    options: texts,
    accessMethod: maybe,
    columns: z.array(z.object({ ...attribute, default: maybe })),
    isClusteredBy: maybe,
  }),
  z.object({
    kind: z.enum(['function', 'procedure']),
    ...inSchema,
    signature: text,
    arguments: text,
    result: maybe,
    definition: text,
  }),
  z.object({
    kind: z.literal('aggregate'),
    ...inSchema,
    signature: text,
    arguments: text,
    clauses: texts,
  }),
  z.object({ kind: z.literal('trigger'), ...ofRelation, definition: maybe, enabled }),
  z.object({ kind: z.literal('event trigger'), ...known, event: text, tags: texts, function: text, enabled }),
  z.object({ kind: z.literal('rule'), ...ofRelation, definition: maybe, enabled }),
  z.object({
    kind: z.literal('policy'),
    ...ofRelation,
    isPermissive: z.boolean(),
    command: z.enum(['ALL', 'SELECT', 'INSERT', 'UPDATE', 'DELETE']),
    roles: texts,
    using: maybe,
    check: maybe,
  }),
  z.object({ kind: z.literal('statistics'), ...inSchema, definition: maybe, target: z.number().nullable() }),
  z.object({
    kind: z.literal('foreign data wrapper'),
    ...known,
    handler: maybe,
    validator: maybe,
    options: texts,
  }),
  z.object({
    kind: z.literal('server'),
    ...known,
    wrapper: text,
    type: maybe,
    version: maybe,
    options: texts,
  }),
  z.object({
    kind: z.literal('grant'),
    ...inSchema,
    on: text,
    target: text,
    relation: maybe,
    column: maybe,
    privileges: texts,
    grantable: texts,
    revoked: texts,
  }),
]);

/** All but what its objects are. */
const frame = z.object({
  format: z.literal(1),
  serverVersion: z.number(),
  objects: z.array(z.unknown()),
  unread: z.array(z.object({ what: text, count: z.number() })),
  hasGrants: z.boolean().optional(),
});

/** `name` is what the text is called in messages. */
export function parseCatalog(json: string, name: string): Catalog {
  return atOnce(parsingCatalog(json, name));
}

export function* parsingCatalog(json: string, name: string): Stretches<Catalog> {
  const value = parseJson(json, name);
  yield;
  const whole = frame.safeParse(value);
  if (!whole.success) throw refusal(name, [], whole.error);
  const objects: CatalogObject[] = [];
  yield* forEach(whole.data.objects.entries(), ([at, each]) => {
    const parsed = object.safeParse(each);
    if (!parsed.success) throw refusal(name, ['objects', at], parsed.error);
    objects.push(parsed.data);
  });
  return { ...whole.data, objects: objects.sort(byId) };
}

function refusal(name: string, place: readonly PropertyKey[], { issues: [issue] }: z.ZodError) {
  const path = [...place, ...(issue?.path ?? [])].join('.');
  return badInput(
    `${name} is no saved catalog: ${path} ${issue?.message ?? ''}`.trim(),
    'lockstep catalog --url … > file.json writes one.',
    'file',
  );
}

function parseJson(json: string, name: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw badInput(
      `${name} is no JSON: ${error instanceof Error ? error.message : error}`,
      'lockstep catalog --url … > file.json writes one.',
      'file',
    );
  }
}
