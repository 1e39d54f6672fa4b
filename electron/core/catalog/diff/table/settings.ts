import { quoteIdent } from '../../../sql/quote';
import { quoted } from '../../identity';
import type { Table } from '../../table';
import { alterOnly } from '../../write/createTable';
import { commentOn, nameOf, storageOptions } from '../../write/options';
import { type Step, step } from '../../write/step';
import { foreignOptionChanges } from '../alter/foreign';

/** Storage parameters of a table that the planner alone or the vacuum reads are set without stopping anybody. */
export function alterSettings(a: Table, b: Table): readonly Step[] {
  const alter = (
    action: string,
    more: Omit<Step, 'sql' | 'lock'> = {},
    lock: Step['lock'] = 'ACCESS EXCLUSIVE',
  ) => step(`${alterOnly(b)} ${action}`, lock, more);
  const steps: Step[] = [];
  if (a.persistence !== b.persistence) {
    steps.push(alter(b.persistence === 'unlogged' ? 'SET UNLOGGED' : 'SET LOGGED', { rewrites: true }));
  }
  if (a.accessMethod !== b.accessMethod) {
    const method = b.accessMethod === null ? 'DEFAULT' : quoteIdent(b.accessMethod);
    steps.push(alter(`SET ACCESS METHOD ${method}`, { rewrites: true }));
  }
  const gone = a.options.filter((each) => !b.options.some((other) => nameOf(other) === nameOf(each)));
  if (gone.length > 0)
    steps.push(alter(`RESET (${gone.map(nameOf).join(', ')})`, {}, 'SHARE UPDATE EXCLUSIVE'));
  const set = b.options.filter((each) => !a.options.includes(each));
  if (set.length > 0) steps.push(alter(`SET (${storageOptions(set)})`, {}, 'SHARE UPDATE EXCLUSIVE'));
  steps.push(...alterSecurity(a, b));
  const foreign = foreignOptionChanges(a.foreign?.options ?? [], b.foreign?.options ?? []);
  if (foreign !== '') steps.push(alter(foreign.trim()));
  if (a.comment !== b.comment) {
    const name = `${b.foreign ? 'FOREIGN TABLE' : 'TABLE'} ${quoted(b)}`;
    steps.push(step(commentOn(name, b.comment), 'SHARE UPDATE EXCLUSIVE'));
  }
  return steps;
}

function alterSecurity(a: Table, b: Table): readonly Step[] {
  const alter = (action: string) => step(`${alterOnly(b)} ${action}`, 'ACCESS EXCLUSIVE');
  const steps: Step[] = [];
  if ((a.rowSecurity === 'off') !== (b.rowSecurity === 'off')) {
    steps.push(alter(`${b.rowSecurity === 'off' ? 'DISABLE' : 'ENABLE'} ROW LEVEL SECURITY`));
  }
  if ((a.rowSecurity === 'forced') !== (b.rowSecurity === 'forced')) {
    steps.push(alter(`${b.rowSecurity === 'forced' ? '' : 'NO '}FORCE ROW LEVEL SECURITY`));
  }
  const { replicaIdentity } = b;
  const isChanged = JSON.stringify(a.replicaIdentity) !== JSON.stringify(replicaIdentity);
  if (isChanged && typeof replicaIdentity === 'string') {
    steps.push(alter(`REPLICA IDENTITY ${replicaIdentity.toUpperCase()}`));
  }
  return steps;
}
