/** Constraints, indexes and views. */
import { quoteIdent, quoteQualified } from '../../../sql/quote';
import type { Constraint, Index, View } from '../../catalog';
import { quoted, quotedTable } from '../../identity';
import type { Lookup } from '../../lookup';
import { clusterOn, createObject } from '../../write/create';
import { nameOf, storageOptions } from '../../write/options';
import { type Step, step } from '../../write/step';
import { isSame } from '../compare';

/** Its validity, its index's settings, and what it is a part of, which finishOperation sees to. */
export function alterConstraint(
  a: Constraint,
  b: Constraint,
  _before: Lookup,
  after: Lookup,
): readonly Step[] | null {
  const isValidated = !a.isValid && b.isValid && a.definition?.replace(/ NOT VALID$/, '') === b.definition;
  const { definition, isValid } = isValidated ? b : a;
  const { comment, options, isClustered } = b;
  const parent = a.parent ?? b.parent;
  if (!isSame({ ...a, comment, definition, isValid, options, isClustered, parent }, b)) return null;
  const sql = `ALTER TABLE ${quotedTable(b)} VALIDATE CONSTRAINT ${quoteIdent(b.name)}`;
  return [
    ...(isValidated ? [step(sql, 'SHARE UPDATE EXCLUSIVE', { scans: true })] : []),
    ...alterIndexOptions(a, b),
    ...alterCluster(a, b, after),
  ];
}

function alterIndexOptions(a: Constraint, b: Constraint): readonly Step[] {
  const alter = (action: string) =>
    step(`ALTER INDEX ${quoteQualified(b.schema, b.name)} ${action}`, 'SHARE UPDATE EXCLUSIVE');
  const gone = a.options.map(nameOf).filter((name) => !b.options.map(nameOf).includes(name));
  const set = b.options.filter((each) => !a.options.includes(each));
  return [
    ...(gone.length === 0 ? [] : [alter(`RESET (${gone.join(', ')})`)]),
    ...(set.length === 0 ? [] : [alter(`SET (${storageOptions(set)})`)]),
  ];
}

export function alterIndex(a: Index, b: Index, _before: Lookup, after: Lookup): readonly Step[] | null {
  const { comment, isClustered } = b;
  const parent = a.parent ?? b.parent;
  return isSame({ ...a, comment, isClustered, parent }, b) ? alterCluster(a, b, after) : null;
}

/** A table is clustered on one index: choosing another lets go of this one. */
function alterCluster(a: Index | Constraint, b: Index | Constraint, after: Lookup): readonly Step[] {
  if (a.isClustered === b.isClustered) return [];
  if (b.isClustered) return [clusterOn(quotedTable(b), b.name)];
  const parts = after.partsOf({ schema: b.schema, name: b.table });
  if (parts.some((each) => 'isClustered' in each && each.isClustered)) return [];
  return [step(`ALTER TABLE ${quotedTable(b)} SET WITHOUT CLUSTER`, 'SHARE UPDATE EXCLUSIVE')];
}

/** OR REPLACE takes columns only at the end. */
export function alterView(a: View, b: View, _before: Lookup, after: Lookup): readonly Step[] | null {
  if (
    a.isMaterialised &&
    b.isMaterialised &&
    isSame({ ...a, comment: b.comment, isClusteredBy: null }, { ...b, isClusteredBy: null })
  ) {
    return b.isClusteredBy === null ? [] : [clusterOn(quoted(b), b.isClusteredBy)];
  }
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
