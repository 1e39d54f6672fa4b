import { quoteIdent, quoteQualified } from '../../../sql/quote';
import type { Column, Table } from '../../table';
import { identitySql, notNullSql, sequenceSql, withSureName } from '../../write/columns';
import { alterOnly } from '../../write/createTable';
import { commentOn, nameOf, storageOptions } from '../../write/options';
import { type Step, step } from '../../write/step';
import { usualStorage } from '../../write/storage';
import { foreignOptionChanges } from '../alter/foreign';
import type { Fates } from '../fates';
import { isProvenNotNull } from './cost';
import { alterAll } from './names';

/** What it holds has its type already. */
export function alterColumn(table: Table, a: Column, b: Column, fates: Fates): readonly Step[] {
  const isNotNullFirst = b.identity !== null && a.identity === null;
  const value = alterValue(table, a, b);
  const notNull = alterNotNull(table, a, b, fates);
  return [
    ...(isNotNullFirst ? [...notNull, ...value] : [...value, ...notNull]),
    ...alterDetails(table, a, b),
  ];
}

function alterValue(table: Table, a: Column, b: Column): readonly Step[] {
  const alter = (action: string, command = alterOnly(table)) =>
    step(`${command} ALTER COLUMN ${quoteIdent(b.name)} ${action}`, 'ACCESS EXCLUSIVE');
  const steps: Step[] = [];
  if (a.generated !== null && b.generated === null) steps.push(alter('DROP EXPRESSION', alterAll(table)));
  const old = a.generated === null ? a.default : null;
  if (b.generated === null && old !== b.default) {
    steps.push(alter(b.default === null ? 'DROP DEFAULT' : `SET DEFAULT ${b.default}`));
  }
  if (b.identity && !a.identity) {
    steps.push(alter(`ADD ${identitySql(table.schema, b.identity)}`, alterAll(table)));
  }
  if (a.identity && b.identity) steps.push(...alterIdentity(table, a.identity, b.name, b.identity));
  return steps;
}

type Identity = NonNullable<Column['identity']>;

function alterIdentity(table: Table, a: Identity, column: string, b: Identity): readonly Step[] {
  const steps: Step[] = [];
  if (a.sequence !== b.sequence) {
    const name = quoteQualified(table.schema, a.sequence);
    steps.push(step(`ALTER SEQUENCE ${name} RENAME TO ${quoteIdent(b.sequence)}`, 'ACCESS EXCLUSIVE'));
  }
  if (a.when === b.when && JSON.stringify(a.options) === JSON.stringify(b.options)) return steps;
  // The sequence's type follows the column's only as both are made.
  if (a.options.type !== b.options.type) {
    const name = quoteQualified(table.schema, b.sequence);
    steps.push(step(`ALTER SEQUENCE ${name} AS ${b.options.type}`, 'SHARE ROW EXCLUSIVE'));
  }
  const words = /(INCREMENT|MINVALUE|MAXVALUE|START|CACHE|NO CYCLE|CYCLE)/g;
  const sets = sequenceSql(b.options).replace(words, 'SET $1');
  const action = `ALTER COLUMN ${quoteIdent(column)} SET GENERATED ${b.when.toUpperCase()} ${sets}`;
  return [...steps, step(`${alterAll(table)} ${action}`, 'ACCESS EXCLUSIVE')];
}

function alterNotNull(table: Table, a: Column, b: Column, fates: Fates): readonly Step[] {
  const name = quoteIdent(b.name);
  const alter = (action: string, scans: boolean) =>
    step(`${alterAll(table)} ${action}`, 'ACCESS EXCLUSIVE', scans ? { scans: true } : {});
  const isSame = a.isNotNull === b.isNotNull && a.notNullIsInvalid === b.notNullIsInvalid;
  if (isSame && a.notNullName === b.notNullName) return [];
  if (isSame && a.isNotNull && b.isNotNull) return renameNotNull(table, a, b);
  if (a.notNullIsInvalid && b.isNotNull && a.notNullName === b.notNullName) {
    return [validateNotNull(table, b)];
  }
  const steps = a.isNotNull ? [alter(`ALTER COLUMN ${name} DROP NOT NULL`, false)] : [];
  if (!b.isNotNull) return steps;
  const named = withSureName(table, b, fates.after);
  if (named.notNullName === null && !b.notNullIsInvalid) {
    return [...steps, alter(`ALTER COLUMN ${name} SET NOT NULL`, !isProvenNotNull(table, b.name, fates))];
  }
  const invalid = b.notNullIsInvalid ? ' NOT VALID' : '';
  return [...steps, alter(`ADD ${notNullSql(named)} ${name}${invalid}`, !b.notNullIsInvalid)];
}

function renameNotNull(table: Table, a: Column, b: Column): readonly Step[] {
  const [old, now] = [a, b].map(({ name, notNullName }) => notNullName ?? `${table.name}_${name}_not_null`);
  const sql = `${alterAll(table)} RENAME CONSTRAINT ${quoteIdent(old ?? '')} TO ${quoteIdent(now ?? '')}`;
  return [step(sql, 'ACCESS EXCLUSIVE')];
}

function validateNotNull(table: Table, { name, notNullName }: Column): Step {
  const constraint = quoteIdent(notNullName ?? `${table.name}_${name}_not_null`);
  return step(`${alterAll(table)} VALIDATE CONSTRAINT ${constraint}`, 'SHARE UPDATE EXCLUSIVE', {
    scans: true,
  });
}

function alterDetails(table: Table, a: Column, b: Column): readonly Step[] {
  const alter = (action: string, lock: Step['lock'] = 'ACCESS EXCLUSIVE') =>
    step(`${alterOnly(table)} ALTER COLUMN ${quoteIdent(b.name)} ${action}`, lock);
  const steps: Step[] = [];
  if (a.storage !== b.storage) steps.push(alter(`SET STORAGE ${b.storage ?? usualStorage(b.type)}`));
  if (a.compression !== b.compression) steps.push(alter(`SET COMPRESSION ${b.compression ?? 'default'}`));
  if (a.statisticsTarget !== b.statisticsTarget) {
    steps.push(alter(`SET STATISTICS ${b.statisticsTarget ?? -1}`, 'SHARE UPDATE EXCLUSIVE'));
  }
  const gone = a.options.filter((each) => !b.options.some((other) => nameOf(other) === nameOf(each)));
  if (gone.length > 0) steps.push(alter(`RESET (${gone.map(nameOf).join(', ')})`, 'SHARE UPDATE EXCLUSIVE'));
  if (b.options.length > 0 && a.options.join() !== b.options.join()) {
    steps.push(alter(`SET (${storageOptions(b.options)})`, 'SHARE UPDATE EXCLUSIVE'));
  }
  const foreign = foreignOptionChanges(a.foreignOptions, b.foreignOptions);
  if (foreign !== '') steps.push(alter(foreign.trim()));
  if (a.comment !== b.comment) {
    const column = `COLUMN ${quoteQualified(table.schema, table.name)}.${quoteIdent(b.name)}`;
    steps.push(step(commentOn(column, b.comment), 'SHARE UPDATE EXCLUSIVE'));
  }
  return steps;
}
