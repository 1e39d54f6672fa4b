/**
 * Which tables a statement uses, and how: every query in it is read with the names that hold there, and what is said
 * of a column that a query within only passes on is said of the table's. Start at `readUses`.
 */
import { columnOf, readCondition } from './conditions';
import { findColumn, findNamed, newScope, type Place, type Scope, type Source } from './scope';
import type { TableFacts } from './tableFacts.sql';
import { newUse, type SortKey, type TableUse } from './tableUse';
import { type Fields, fieldsOf, listOf, nodeOf, selectsIn, stringsOf, textOf } from './tree';

export interface Relations {
  table(schema: string | null, name: string): TableFacts | null;
  /** The parser's tree of a view's query. */
  view(schema: string | null, name: string): Fields | null;
}

export function readUses(tree: unknown, relations: Relations): readonly TableUse[] {
  const uses: TableUse[] = [];
  const reading: Reading = { relations, uses };
  const node = nodeOf(tree);
  if (!node) return [];
  if (node.kind === 'SelectStmt') readSelect(node.fields, null, reading);
  else readChange(node.fields, reading);
  return uses;
}

interface Reading {
  readonly relations: Relations;
  readonly uses: TableUse[];
}

type Outputs = ReadonlyMap<string, Place | null>;
const NOTHING: Outputs = new Map();

function readSelect(select: Fields, outer: Scope | null, reading: Reading): Outputs {
  const scope = newScope(outer);
  readWith(select.withClause, scope, reading);
  if (select.larg || select.rarg) {
    const outputs = readSelect(fieldsOf(select.larg), scope, reading);
    readSelect(fieldsOf(select.rarg), scope, reading);
    return new Map([...outputs.keys()].map((name) => [name, null]));
  }
  for (const each of listOf(select.fromClause)) readFrom(each, scope, reading);
  readCondition(select.whereClause, scope);
  readNeeded([select.targetList, select.whereClause, select.havingClause, select.fromClause], scope, reading);
  const outputs = readOutputs(listOf(select.targetList), scope);
  readOrders(select, scope, outputs);
  return outputs;
}

/** UPDATE, DELETE, INSERT … SELECT, MERGE. */
function readChange(fields: Fields, reading: Reading): void {
  const scope = newScope(null);
  readWith(fields.withClause, scope, reading);
  const isInsert = 'cols' in fields || 'selectStmt' in fields;
  if (isInsert) {
    for (const select of selectsIn(fields.selectStmt)) readSelect(select, scope, reading);
    return;
  }
  readFrom({ RangeVar: fields.relation }, scope, reading);
  const [target] = reading.uses.slice(-1);
  for (const each of [...listOf(fields.fromClause), ...listOf(fields.usingClause)])
    readFrom(each, scope, reading);
  if (fields.sourceRelation) readFrom(fields.sourceRelation, scope, reading);
  readCondition(fields.whereClause ?? fields.joinCondition, scope);
  readNeeded([fields.targetList, fields.whereClause, fields.fromClause], scope, reading);
  if (!target) return;
  target.needsAll = true;
  for (const each of listOf(fields.targetList)) {
    target.sets.add(textOf(fieldsOf(fieldsOf(each).ResTarget).name) ?? '');
  }
}

function readWith(clause: unknown, scope: Scope, reading: Reading): void {
  for (const each of listOf(fieldsOf(clause).ctes)) {
    const query = fieldsOf(fieldsOf(each).CommonTableExpr);
    const name = textOf(query.ctename) ?? '';
    // Known before it is read, for one that names itself.
    scope.named.set(name, { alias: name, columns: NOTHING });
    const node = nodeOf(query.ctequery);
    const columns = node?.kind === 'SelectStmt' ? readSelect(node.fields, scope, reading) : NOTHING;
    scope.named.set(name, { alias: name, columns: renamed(columns, stringsOf(query.aliascolnames)) });
  }
}

function readFrom(value: unknown, scope: Scope, reading: Reading): void {
  const node = nodeOf(value);
  if (!node) return;
  const { kind, fields } = node;
  if (kind === 'RangeVar') scope.sources.push(...readRelation(fields, scope, reading));
  if (kind === 'RangeSubselect') {
    const alias = fieldsOf(fields.alias);
    const select = fieldsOf(fieldsOf(fields.subquery).SelectStmt);
    // LATERAL sees what stands before it.
    const columns = readSelect(
      select,
      fields.lateral === true ? scope : (scope.outer ?? namedOnly(scope)),
      reading,
    );
    scope.sources.push({
      alias: textOf(alias.aliasname) ?? '',
      columns: renamed(columns, stringsOf(alias.colnames)),
    });
  }
  if (kind === 'JoinExpr') {
    readFrom(fields.larg, scope, reading);
    readFrom(fields.rarg, scope, reading);
    readCondition(fields.quals, scope);
    for (const name of stringsOf(fields.usingClause)) readUsing(name, scope);
  }
}

/** What WITH names is seen by queries in FROM; its neighbours are not. */
function namedOnly(scope: Scope): Scope {
  return { sources: [], named: scope.named, outer: scope.outer };
}

function readUsing(name: string, { sources }: Scope): void {
  for (const { columns } of sources) {
    const place = columns.get(name);
    place?.use.join.add(place.column);
    place?.use.needed.add(place.column);
  }
}

function readRelation(fields: Fields, scope: Scope, reading: Reading): readonly Source[] {
  const [schema, name] = [textOf(fields.schemaname), textOf(fields.relname) ?? ''];
  const alias = textOf(fieldsOf(fields.alias).aliasname) ?? name;
  const named = schema === null ? findNamed(scope, name) : null;
  if (named) return [{ alias, columns: named.columns }];
  const view = reading.relations.view(schema, name);
  if (view) return [{ alias, columns: readSelect(view, null, reading) }];
  const table = reading.relations.table(schema, name);
  if (!table) return [];
  const use = newUse(table);
  reading.uses.push(use);
  return [
    { alias, columns: new Map(table.columns.map((column) => [column.name, { use, column: column.name }])) },
  ];
}

function renamed(columns: Outputs, names: readonly string[]): Outputs {
  return new Map([...columns].map(([name, place], index) => [names[index] ?? name, place]));
}

function readOutputs(targets: readonly unknown[], scope: Scope): Outputs {
  const outputs = new Map<string, Place | null>();
  for (const [index, each] of targets.entries()) {
    const { name, val } = fieldsOf(fieldsOf(each).ResTarget);
    const node = nodeOf(val);
    const path = node?.kind === 'ColumnRef' ? stringsOf(node.fields.fields) : [];
    if (path.at(-1) === '*') {
      for (const { columns } of starred(path, scope))
        for (const [column, place] of columns) outputs.set(column, place);
    } else {
      outputs.set(textOf(name) ?? path.at(-1) ?? `column${index}`, columnOf(val, scope)?.place ?? null);
    }
  }
  return outputs;
}

function starred(path: readonly string[], { sources }: Scope): readonly Source[] {
  return path.length === 1 ? sources : sources.filter(({ alias }) => alias === path.at(-2));
}

/** Every column that is named anywhere, and the queries within expressions. */
function readNeeded(value: unknown, scope: Scope, reading: Reading): void {
  if (Array.isArray(value)) {
    for (const each of value) readNeeded(each, scope, reading);
    return;
  }
  for (const [word, child] of Object.entries(fieldsOf(value))) {
    if (word === 'RangeSubselect' || word === 'RangeVar') continue;
    if (word === 'SelectStmt') readSelect(fieldsOf(child), scope, reading);
    else if (word === 'ColumnRef') needColumn(stringsOf(fieldsOf(child).fields), scope);
    else if (word === 'SubLink') readSublink(fieldsOf(child), scope, reading);
    else readNeeded(child, scope, reading);
  }
}

function needColumn(path: readonly string[], scope: Scope): void {
  if (path.at(-1) === '*') {
    for (const { columns } of starred(path, scope)) {
      for (const place of columns.values()) if (place) place.use.needsAll = true;
    }
    return;
  }
  const found = findColumn(scope, path);
  found?.place.use.needed.add(found.place.column);
}

/** a IN (SELECT b …) joins a with b; a is read with the condition that it is. */
function readSublink({ subLinkType, subselect, testexpr }: Fields, scope: Scope, reading: Reading): void {
  readNeeded(testexpr, scope, reading);
  const outputs = readSelect(fieldsOf(fieldsOf(subselect).SelectStmt), scope, reading);
  const [first] = outputs.values();
  if (subLinkType === 'ANY_SUBLINK') first?.use.join.add(first.column);
}

function readOrders(select: Fields, scope: Scope, outputs: Outputs): void {
  const placed = (value: unknown) => orderedPlace(value, scope, outputs, listOf(select.targetList));
  const sorted = listOf(select.sortClause).map((each) => {
    const sort = fieldsOf(fieldsOf(each).SortBy);
    return { place: placed(sort.node), direction: directionOf(sort) };
  });
  noteOrder(sorted);
  const plain = (list: unknown) => listOf(list).map((each) => ({ place: placed(each), direction: '' }));
  noteOrder(plain(select.groupClause));
  const isDistinct = listOf(select.distinctClause).length > 0;
  if (isDistinct) noteOrder([...outputs.values()].map((place) => ({ place, direction: '' })));
  for (const each of listOf(select.targetList)) readExtreme(fieldsOf(fieldsOf(each).ResTarget).val, scope);
}

/** By expression, by an output's name, or by its number. */
function orderedPlace(
  value: unknown,
  scope: Scope,
  outputs: Outputs,
  targets: readonly unknown[],
): Place | null {
  const node = nodeOf(value);
  if (node?.kind === 'A_Const') {
    const number = Number(fieldsOf(node.fields.ival).ival);
    return columnOf(fieldsOf(fieldsOf(targets[number - 1]).ResTarget).val, scope)?.place ?? null;
  }
  const path = node?.kind === 'ColumnRef' ? stringsOf(node.fields.fields) : [];
  const [name = ''] = path;
  if (path.length === 1 && outputs.has(name)) return outputs.get(name) ?? null;
  const found = columnOf(value, scope);
  return found && !found.isOuter ? found.place : null;
}

function directionOf({ sortby_dir, sortby_nulls }: Fields): string {
  const isDown = sortby_dir === 'SORTBY_DESC';
  const nulls =
    sortby_nulls === 'SORTBY_NULLS_FIRST' ? 'FIRST' : sortby_nulls === 'SORTBY_NULLS_LAST' ? 'LAST' : null;
  const isUsual = nulls === null || (nulls === 'FIRST') === isDown;
  return `${isDown ? ' DESC' : ''}${isUsual ? '' : ` NULLS ${nulls}`}`;
}

function noteOrder(keys: readonly { place: Place | null; direction: string }[]): void {
  const use = keys[0]?.place?.use;
  if (!use || keys.length > 4) return;
  const order: SortKey[] = [];
  for (const { place, direction } of keys) {
    if (place?.use !== use) break;
    order.push({ column: place.column, direction });
  }
  use.orders.push(order);
}

/** min(a) and max(a) read one end of an index. */
function readExtreme(value: unknown, scope: Scope): void {
  const node = nodeOf(value);
  const name = node?.kind === 'FuncCall' ? stringsOf(node.fields.funcname).at(-1) : undefined;
  if (name !== 'min' && name !== 'max') return;
  const found = columnOf(listOf(node?.fields.args)[0], scope);
  if (found && !found.isOuter) found.place.use.orders.push([{ column: found.place.column, direction: '' }]);
}
