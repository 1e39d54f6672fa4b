/** The statements that make a trigger, a rule or a policy, and those that switch one on and off. */
import { quoteIdent, quoteLiteral } from '../../sql/quote';
import { quotedTable } from '../identity';
import type { Enabled, EventTrigger, Policy, Rule, Trigger } from '../reaction';
import { type Step, step } from './step';

const ENABLE: Readonly<Record<Enabled, string>> = {
  origin: 'ENABLE',
  disabled: 'DISABLE',
  replica: 'ENABLE REPLICA',
  always: 'ENABLE ALWAYS',
};

export function createTrigger(object: Trigger): readonly Step[] {
  const created = step(object.definition ?? '', 'SHARE ROW EXCLUSIVE');
  return object.enabled === 'origin' ? [created] : [created, enableTrigger(object)];
}

export function enableTrigger(object: Trigger | Rule): Step {
  const what = object.kind.toUpperCase();
  return step(
    `ALTER TABLE ${quotedTable(object)} ${ENABLE[object.enabled]} ${what} ${quoteIdent(object.name)}`,
    object.kind === 'rule' ? 'ACCESS EXCLUSIVE' : 'SHARE ROW EXCLUSIVE',
  );
}

export function createRule(object: Rule): readonly Step[] {
  const created = step((object.definition ?? '').replace(/;$/, ''), 'ACCESS EXCLUSIVE');
  return object.enabled === 'origin' ? [created] : [created, enableTrigger(object)];
}

export function createEventTrigger(object: EventTrigger): readonly Step[] {
  const { name, event, tags, enabled } = object;
  const when = tags.length === 0 ? '' : ` WHEN TAG IN (${tags.map(quoteLiteral).join(', ')})`;
  const created = step(
    `CREATE EVENT TRIGGER ${quoteIdent(name)} ON ${event}${when} EXECUTE FUNCTION ${object.function}()`,
  );
  return enabled === 'origin' ? [created] : [created, enableEventTrigger(object)];
}

export function enableEventTrigger({ name, enabled }: EventTrigger): Step {
  return step(`ALTER EVENT TRIGGER ${quoteIdent(name)} ${ENABLE[enabled]}`);
}

export function policySql(object: Policy): string {
  const { name, isPermissive, command, roles, using, check } = object;
  const to = roles.map((role) => (role === 'public' ? 'PUBLIC' : quoteIdent(role))).join(', ');
  const kind = isPermissive ? 'PERMISSIVE' : 'RESTRICTIVE';
  return `CREATE POLICY ${quoteIdent(name)} ON ${quotedTable(object)} AS ${kind} FOR ${command} TO ${to}${
    using === null ? '' : ` USING (${using})`
  }${check === null ? '' : ` WITH CHECK (${check})`}`;
}
