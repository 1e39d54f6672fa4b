/** The statements that make an object where all that it depends on is there. One function per kind. */
import { quoteIdent, quoteLiteral, quoteQualified } from '../../sql/quote';
import type { CatalogObject, Constraint, Index, Statistics, View } from '../catalog';
import { quotedTable } from '../identity';
import type { Lookup } from '../lookup';
import type { Aggregate } from '../routine';
import type { Sequence } from '../table';
import { sequenceSql } from './columns';
import { createEventTrigger, createRule, createTrigger, policySql } from './createReaction';
import { createTable } from './createTable';
import { collationSql, createComposite, domainSql, rangeSql } from './createType';
import { createGrant } from './grants';
import { aggregateName, targetOf } from './names';
import { commentOn, foreignOptions, storageOptions, withOptions } from './options';
import { type Step, step } from './step';

export function createObject(object: CatalogObject, lookup: Lookup): readonly Step[] {
  if (object.kind === 'table') return createTable(object, lookup);
  const steps = createWithoutComment(object);
  return object.comment === null || object.kind === 'grant'
    ? steps
    : [...steps, step(commentOn(targetOf(object), object.comment))];
}

type WithoutTable = Exclude<CatalogObject, { readonly kind: 'table' }>;

function createWithoutComment(object: WithoutTable): readonly Step[] {
  switch (object.kind) {
    case 'schema':
      return [step(`CREATE SCHEMA ${quoteIdent(object.name)}`)];
    case 'extension':
      return [step(`CREATE EXTENSION ${quoteIdent(object.name)} SCHEMA ${quoteIdent(object.schema)}`)];
    case 'collation':
      return [step(collationSql(object))];
    case 'enum':
      return [step(`CREATE TYPE ${nameOf(object)} AS ENUM (${object.labels.map(quoteLiteral).join(', ')})`)];
    case 'domain':
      return [step(domainSql(object))];
    case 'composite':
      return createComposite(object);
    case 'range':
      return [step(rangeSql(object))];
    case 'sequence':
      return [step(createSequenceSql(object))];
    case 'constraint':
      return createConstraint(object);
    case 'index':
      return createIndex(object);
    case 'view':
      return createView(object);
    case 'function':
    case 'procedure':
      return [step(object.definition)];
    case 'aggregate':
      return [step(aggregateSql(object))];
    case 'trigger':
      return createTrigger(object);
    case 'event trigger':
      return createEventTrigger(object);
    case 'rule':
      return createRule(object);
    case 'policy':
      return [step(policySql(object), 'ACCESS EXCLUSIVE')];
    case 'statistics':
      return createStatistics(object);
    case 'grant':
      return createGrant(object);
    case 'foreign data wrapper': {
      const handler = object.handler === null ? '' : ` HANDLER ${object.handler}`;
      const validator = object.validator === null ? '' : ` VALIDATOR ${object.validator}`;
      return [step(`CREATE ${targetOf(object)}${handler}${validator}${foreignOptions(object.options)}`)];
    }
    case 'server': {
      const type = object.type === null ? '' : ` TYPE ${quoteLiteral(object.type)}`;
      const version = object.version === null ? '' : ` VERSION ${quoteLiteral(object.version)}`;
      const wrapper = ` FOREIGN DATA WRAPPER ${quoteIdent(object.wrapper)}`;
      return [step(`CREATE ${targetOf(object)}${type}${version}${wrapper}${foreignOptions(object.options)}`)];
    }
  }
}

function nameOf({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return quoteQualified(schema, name);
}

function createSequenceSql(object: Sequence): string {
  const kind = object.isUnlogged ? 'UNLOGGED SEQUENCE' : 'SEQUENCE';
  return `CREATE ${kind} ${nameOf(object)} AS ${object.options.type} ${sequenceSql(object.options)}`;
}

function createConstraint(object: Constraint): readonly Step[] {
  const { name, definition, type, options, isClustered } = object;
  const table = quotedTable(object);
  // A partitioned table's key is only its own; those of its partitions are made by name and attached to it.
  const only = type === 'primary' || type === 'unique' || type === 'exclusion' ? 'ONLY ' : '';
  const isForeign = type === 'foreign';
  const steps = [
    step(
      `ALTER TABLE ${only}${table} ADD CONSTRAINT ${quoteIdent(name)} ${definition ?? ''}`,
      isForeign ? 'SHARE ROW EXCLUSIVE' : 'ACCESS EXCLUSIVE',
      object.isValid ? { scans: true } : {},
    ),
  ];
  const index = quoteQualified(object.schema, name);
  if (options.length > 0) {
    steps.push(step(`ALTER INDEX ${index} SET (${storageOptions(options)})`, 'SHARE UPDATE EXCLUSIVE'));
  }
  if (isClustered) steps.push(clusterOn(table, name));
  return steps;
}

export function clusterOn(table: string, index: string): Step {
  return step(`ALTER TABLE ${table} CLUSTER ON ${quoteIdent(index)}`, 'SHARE UPDATE EXCLUSIVE');
}

function createIndex(object: Index): readonly Step[] {
  const { definition, isClustered, statisticsTargets } = object;
  // Of a partitioned table alone, which has no rows.
  const isWhole = / ON ONLY /.test(definition ?? '');
  const steps = [step(definition ?? '', 'SHARE', isWhole ? {} : { scans: true })];
  for (const { column, target } of statisticsTargets) {
    steps.push(step(`ALTER INDEX ${nameOf(object)} ALTER COLUMN ${column} SET STATISTICS ${target}`));
  }
  if (isClustered) steps.push(clusterOn(quotedTable(object), object.name));
  return steps;
}

function createView(object: View): readonly Step[] {
  const { isMaterialised, definition, options, accessMethod, columns } = object;
  const using = accessMethod === null ? '' : ` USING ${quoteIdent(accessMethod)}`;
  const query = (definition ?? '').trim().replace(/;$/, '');
  const steps = [
    step(
      `CREATE ${isMaterialised ? 'MATERIALIZED VIEW' : 'VIEW'} ${nameOf(object)}${using}${withOptions(options)} AS\n${query}`,
    ),
  ];
  for (const { name, default: expression, comment } of columns) {
    const column = quoteIdent(name);
    if (expression !== null) {
      steps.push(step(`ALTER VIEW ${nameOf(object)} ALTER COLUMN ${column} SET DEFAULT ${expression}`));
    }
    if (comment !== null) steps.push(step(commentOn(`COLUMN ${nameOf(object)}.${column}`, comment)));
  }
  return steps;
}

function aggregateSql(object: Aggregate): string {
  return `CREATE AGGREGATE ${aggregateName(object)} (${object.clauses.join(', ')})`;
}

function createStatistics(object: Statistics): readonly Step[] {
  const created = step(object.definition ?? '', 'SHARE UPDATE EXCLUSIVE');
  return object.target === null ? [created] : [created, statisticsTarget(object)];
}

export function statisticsTarget(object: Statistics): Step {
  return step(`ALTER STATISTICS ${nameOf(object)} SET STATISTICS ${object.target ?? -1}`);
}
