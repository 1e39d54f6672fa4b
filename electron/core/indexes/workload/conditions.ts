/** What a condition says about the columns that it names. */
import { quoteIdent } from '../../sql/quote';
import { writeExpression } from './expressionSql';
import { type Found, findColumn, type Place, type Scope } from './scope';
import type { TableUse } from './tableUse';
import { type Fields, fieldsOf, listOf, type Node, nodeOf, operatorOf, stringsOf, textOf } from './tree';

const RANGES = new Set(['<', '<=', '>', '>=']);
const CONTAINMENT = new Set(['@>', '<@', '&&', '?', '?|', '?&', '@@', '@?']);
const SWAPPED: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

/** `isAlternative`: within OR. */
export function readCondition(value: unknown, scope: Scope, isAlternative = false): void {
  const node = nodeOf(value);
  if (!node) return;
  const { kind, fields } = node;
  if (kind === 'BoolExpr') readBoolean(fields, scope, isAlternative);
  else if (kind === 'A_Expr') readOperator(fields, scope, isAlternative);
  else if (kind === 'NullTest') readNullTest(fields, scope, isAlternative);
  else if (kind === 'ColumnRef') readTruth(value, 'true', scope);
  else if (kind === 'SubLink' && fields.subLinkType === 'ANY_SUBLINK') {
    const found = columnOf(fields.testexpr, scope);
    found?.place.use.join.add(found.place.column);
  }
}

function readBoolean({ boolop, args }: Fields, scope: Scope, isAlternative: boolean): void {
  if (boolop === 'NOT_EXPR') {
    const [only] = listOf(args);
    if (nodeOf(only)?.kind === 'ColumnRef') readTruth(only, 'false', scope);
    return;
  }
  for (const each of listOf(args)) readCondition(each, scope, isAlternative || boolop === 'OR_EXPR');
}

function readTruth(value: unknown, truth: 'true' | 'false', scope: Scope): void {
  const place = columnOf(value, scope)?.place;
  if (!place) return;
  const name = quoteIdent(place.column);
  place.use.constants.set(name, { column: place.column, sql: truth === 'true' ? name : `NOT ${name}` });
}

function readNullTest(fields: Fields, scope: Scope, isAlternative: boolean): void {
  const found = columnOf(fields.arg, scope);
  if (!found || found.isOuter) return;
  const { use, column } = found.place;
  const isNull = fields.nulltesttype === 'IS_NULL';
  if (isNull) use[isAlternative ? 'either' : 'equal'].add(column);
  if (isAlternative) return;
  const sql = `${quoteIdent(column)} IS ${isNull ? '' : 'NOT '}NULL`;
  use.constants.set(sql, { column, sql });
}

function readOperator(fields: Fields, scope: Scope, isAlternative: boolean): void {
  const operator = operatorOf(fields);
  const { kind, lexpr, rexpr } = fields;
  const isPattern = kind === 'AEXPR_LIKE' || kind === 'AEXPR_ILIKE' || operator === '~' || operator === '~*';
  const isComparison = kind === 'AEXPR_OP' && (operator === '=' || RANGES.has(operator));
  if (isPattern) readPattern(fields, scope);
  else if (kind === 'AEXPR_BETWEEN') noteComparison(lexpr, null, '<', scope, isAlternative);
  else if ((kind === 'AEXPR_IN' || kind === 'AEXPR_OP_ANY') && operator === '=') {
    noteComparison(lexpr, rexpr, '=', scope, isAlternative);
  } else if (kind === 'AEXPR_OP' && CONTAINMENT.has(operator)) readContainment(operator, lexpr, rexpr, scope);
  else if (isComparison) {
    noteComparison(lexpr, rexpr, operator, scope, isAlternative);
    noteComparison(rexpr, lexpr, SWAPPED[operator] ?? operator, scope, isAlternative);
  }
}

/** Of one side; the other one is read in its turn. */
function noteComparison(
  side: unknown,
  other: unknown,
  operator: string,
  scope: Scope,
  isAlternative: boolean,
): void {
  const found = columnOf(side, scope);
  if (!found) {
    noteExpression(side, other, scope);
    return;
  }
  const { isOuter, place } = found;
  const isJoin = hasColumns(other, scope);
  if (isOuter) {
    // Seen from the query around, a correlated one is a join.
    if (operator === '=') place.use.join.add(place.column);
  } else if (isAlternative) place.use.either.add(place.column);
  else if (operator !== '=') place.use.range.add(place.column);
  else if (isJoin) place.use.join.add(place.column);
  else noteEqual(place, other);
}

function noteEqual({ use, column }: Place, other: unknown): void {
  use.equal.add(column);
  const constant = writeExpression(other, () => null);
  if (constant !== null) {
    const sql = `${quoteIdent(column)} = ${constant.replace(/^\((.*)\)$/, '$1')}`;
    use.constants.set(sql, { column, sql });
  }
}

/** An expression on columns of one table, compared with what is known before. */
function noteExpression(side: unknown, other: unknown, scope: Scope): void {
  if (hasColumns(other, scope)) return;
  const uses = new Set<TableUse>();
  const sql = writeExpression(side, (path) => {
    const found = findColumn(scope, path);
    if (!found || found.isOuter) return null;
    uses.add(found.place.use);
    return quoteIdent(found.place.column);
  });
  const [use] = uses;
  if (sql !== null && use && uses.size === 1) use.expressions.add(sql.startsWith('(') ? sql : `(${sql})`);
}

function readPattern(fields: Fields, scope: Scope): void {
  const found = columnOf(fields.lexpr, scope);
  const operator = operatorOf(fields);
  if (!found || operator.startsWith('!')) return;
  const pattern = textOf(fieldsOf(fieldsOf(nodeOf(fields.rexpr)?.fields).sval).sval);
  const isPlain = fields.kind === 'AEXPR_LIKE';
  const kind =
    !isPlain || /^[%_]/.test(pattern ?? 'a') ? 'anywhere' : pattern === null ? 'unknown' : 'prefix';
  found.place.use.patterns.set(found.place.column, kind);
}

function readContainment(operator: string, left: unknown, right: unknown, scope: Scope): void {
  // a <@ b is b @> a.
  const [container, contained] = operator === '<@' ? [right, left] : [left, right];
  const found = columnOf(container, scope);
  if (!found || found.isOuter || hasColumns(contained, scope)) return;
  const { use, column } = found.place;
  const name = quoteIdent(column);
  use.contained.add(name);
  const isJson = use.table.columns.some((each) => each.name === column && each.type === 'jsonb');
  if (isJson && (operator === '@>' || operator === '@?' || operator === '@@')) {
    use.contained.add(`${name} jsonb_path_ops`);
  }
}

/** A column as it is, or only spelt as another type of text. */
export function columnOf(value: unknown, scope: Scope): Found | null {
  const node: Node | null = nodeOf(value);
  if (node?.kind === 'ColumnRef') return findColumn(scope, stringsOf(node.fields.fields));
  if (node?.kind !== 'TypeCast') return null;
  const type = stringsOf(fieldsOf(node.fields.typeName).names).at(-1);
  return type === 'text' || type === 'varchar' ? columnOfText(node.fields.arg, scope) : null;
}

function columnOfText(value: unknown, scope: Scope): Found | null {
  const found = columnOf(value, scope);
  const type = found?.place.use.table.columns.find(({ name }) => name === found.place.column)?.type;
  return type === 'varchar' || type === 'text' ? found : null;
}

/** Whether it names columns of the query itself, and not only of one around it. */
function hasColumns(value: unknown, scope: Scope): boolean {
  if (Array.isArray(value)) return value.some((each) => hasColumns(each, scope));
  return Object.entries(fieldsOf(value)).some(([word, child]) => {
    if (word === 'SelectStmt') return false;
    if (word !== 'ColumnRef') return hasColumns(child, scope);
    const found = findColumn(scope, stringsOf(fieldsOf(child).fields));
    return found !== null && !found.isOuter;
  });
}
