/** What PostgreSQL does by itself when something happens: triggers, event triggers, rules, policies. */

import { idOnTable, plain } from '../identity';
import type { Enabled, EventTrigger, Policy, Rule, Trigger } from '../reaction';
import {
  CLASS,
  comment,
  type Found,
  lockedOids,
  lockMark,
  notOfExtension,
  type Reading,
  userSchema,
} from './reading';

const ENABLED = { O: 'origin', D: 'disabled', R: 'replica', A: 'always' } as const satisfies Record<
  string,
  Enabled
>;

interface Row {
  readonly oid: number;
  readonly schema: string;
  readonly table: string;
  readonly name: string;
  readonly comment: string | null;
}

const OF_TABLE = 'n.nspname AS schema, c.relname AS table';
const JOINS = 'JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace';

const CLASS_OF = { trigger: CLASS.trigger, rule: CLASS.rewrite, policy: CLASS.policy } as const;

function onTable(kind: keyof typeof CLASS_OF, row: Row, reading: Reading) {
  const { oid, schema, table, name, comment: about } = row;
  const id = idOnTable(kind, schema, table, name);
  return {
    id,
    schema,
    table,
    name,
    comment: about,
    dependsOn: [],
    ...lockMark(reading, CLASS_OF[kind], oid),
  };
}

type TriggerRow = Row & { readonly definition: string | null; readonly enabled: keyof typeof ENABLED };

export async function fetchTriggers(reading: Reading): Promise<readonly Found<Trigger>[]> {
  const rows = await reading.session.query<TriggerRow>(
    `SELECT t.oid, ${OF_TABLE}, t.tgname AS name, ${comment(CLASS.trigger, 't.oid')} AS comment,
        CASE WHEN t.tgqual IS NULL OR NOT t.oid = ANY ($1::oid[]) THEN pg_catalog.pg_get_triggerdef(t.oid) END AS definition,
        t.tgenabled AS enabled
      FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid ${JOINS}
      WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND c.relpersistence <> 't' AND ${userSchema('n')}
        AND ${notOfExtension(CLASS.relation, 'c.oid')} AND ${notOfExtension(CLASS.trigger, 't.oid')}`,
    [lockedOids(reading, CLASS.trigger)],
  );
  return rows.map((row) => ({
    classId: CLASS.trigger,
    oid: row.oid,
    object: {
      kind: 'trigger',
      ...onTable('trigger', row, reading),
      definition: row.definition,
      enabled: ENABLED[row.enabled],
    },
  }));
}

export async function fetchRules(reading: Reading): Promise<readonly Found<Rule>[]> {
  const rows = await reading.session.query<TriggerRow>(
    `SELECT r.oid, ${OF_TABLE}, r.rulename AS name, ${comment(CLASS.rewrite, 'r.oid')} AS comment,
        CASE WHEN NOT r.oid = ANY ($1::oid[]) THEN pg_catalog.pg_get_ruledef(r.oid) END AS definition,
        r.ev_enabled AS enabled
      FROM pg_catalog.pg_rewrite r JOIN pg_catalog.pg_class c ON c.oid = r.ev_class ${JOINS}
      WHERE r.rulename <> '_RETURN' AND c.relpersistence <> 't' AND ${userSchema('n')}
        AND ${notOfExtension(CLASS.relation, 'c.oid')}`,
    [lockedOids(reading, CLASS.rewrite)],
  );
  return rows.map((row) => ({
    classId: CLASS.rewrite,
    oid: row.oid,
    object: {
      kind: 'rule',
      ...onTable('rule', row, reading),
      definition: row.definition,
      enabled: ENABLED[row.enabled],
    },
  }));
}

type PolicyRow = Row & Pick<Policy, 'isPermissive' | 'command' | 'roles' | 'using' | 'check'>;

export async function fetchPolicies(reading: Reading): Promise<readonly Found<Policy>[]> {
  const expression = (column: string) =>
    `CASE WHEN NOT p.oid = ANY ($1::oid[]) THEN pg_catalog.pg_get_expr(p.${column}, c.oid) END`;
  const rows = await reading.session.query<PolicyRow>(
    `SELECT p.oid, ${OF_TABLE}, p.polname AS name, ${comment(CLASS.policy, 'p.oid')} AS comment,
        p.polpermissive AS "isPermissive",
        CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE'
          ELSE 'ALL' END AS command,
        ARRAY(SELECT coalesce(r.rolname::text, 'public') FROM pg_catalog.unnest(p.polroles) AS role
          LEFT JOIN pg_catalog.pg_roles r ON r.oid = role ORDER BY 1) AS roles,
        ${expression('polqual')} AS using, ${expression('polwithcheck')} AS check
      FROM pg_catalog.pg_policy p JOIN pg_catalog.pg_class c ON c.oid = p.polrelid ${JOINS}
      WHERE ${userSchema('n')} AND ${notOfExtension(CLASS.relation, 'c.oid')}`,
    [lockedOids(reading, CLASS.policy)],
  );
  return rows.map((row) => ({
    classId: CLASS.policy,
    oid: row.oid,
    object: {
      kind: 'policy',
      ...onTable('policy', row, reading),
      isPermissive: row.isPermissive,
      command: row.command,
      roles: row.roles,
      using: row.using,
      check: row.check,
    },
  }));
}

interface EventTriggerRow {
  readonly oid: number;
  readonly name: string;
  readonly comment: string | null;
  readonly event: string;
  readonly tags: readonly string[];
  readonly function: string;
  readonly enabled: keyof typeof ENABLED;
}

export async function fetchEventTriggers({ session }: Reading): Promise<readonly Found<EventTrigger>[]> {
  const rows = await session.query<EventTriggerRow>(
    `SELECT t.oid, t.evtname AS name, ${comment(CLASS.eventTrigger, 't.oid')} AS comment, t.evtevent AS event,
        coalesce(t.evttags, '{}') AS tags, t.evtfoid::regproc::text AS function, t.evtenabled AS enabled
      FROM pg_catalog.pg_event_trigger t WHERE ${notOfExtension(CLASS.eventTrigger, 't.oid')}`,
  );
  return rows.map(({ oid, enabled, ...rest }) => ({
    classId: CLASS.eventTrigger,
    oid,
    object: {
      kind: 'event trigger',
      id: `event trigger ${plain(rest.name)}`,
      ...rest,
      enabled: ENABLED[enabled],
      dependsOn: [],
    },
  }));
}
