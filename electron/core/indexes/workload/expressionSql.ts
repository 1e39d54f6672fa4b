/** Writes an expression on one table's columns back as SQL: no more kinds than an index on an expression is made of. */
import { plain } from '../../catalog/identity';
import { quoteLiteral } from '../../sql/quote';
import { fieldsOf, listOf, nodeOf, operatorOf, stringsOf, textOf } from './tree';

/** null for what it does not know. `columnSql` says what a column is called, and null where it is another table's. */
export function writeExpression(
  value: unknown,
  columnSql: (path: readonly string[]) => string | null,
): string | null {
  const node = nodeOf(value);
  if (!node) return null;
  const { kind, fields } = node;
  const write = (each: unknown) => writeExpression(each, columnSql);
  if (kind === 'ColumnRef') return columnSql(stringsOf(fields.fields));
  if (kind === 'A_Const') return writeConstant(fields);
  if (kind === 'TypeCast') return writeCast(fields, write);
  if (kind === 'FuncCall') return writeCall(fields, write);
  if (kind === 'CoalesceExpr') return writeList('coalesce', listOf(fields.args).map(write));
  if (kind !== 'A_Expr' || fields.kind !== 'AEXPR_OP') return null;
  const [left, right] = [write(fields.lexpr), write(fields.rexpr)];
  return left === null || right === null ? null : `(${left} ${operatorOf(fields)} ${right})`;
}

function writeConstant(fields: Readonly<Record<string, unknown>>): string | null {
  if ('sval' in fields) return quoteLiteral(textOf(fieldsOf(fields.sval).sval) ?? '');
  if ('ival' in fields) return String(fieldsOf(fields.ival).ival ?? 0);
  if ('fval' in fields) return textOf(fieldsOf(fields.fval).fval);
  if ('boolval' in fields) return fieldsOf(fields.boolval).boolval === true ? 'true' : 'false';
  return null;
}

type Write = (value: unknown) => string | null;

function writeCast(fields: Readonly<Record<string, unknown>>, write: Write): string | null {
  const argument = write(fields.arg);
  const type = fieldsOf(fields.typeName);
  if (argument === null || listOf(type.typmods).length > 0) return null;
  const name = stringsOf(type.names).map(plain).join('.');
  return `(${argument}::${name}${listOf(type.arrayBounds).length > 0 ? '[]' : ''})`;
}

function writeCall(fields: Readonly<Record<string, unknown>>, write: Write): string | null {
  const isPlain =
    !fields.agg_order && !fields.agg_filter && !fields.over && !fields.agg_distinct && !fields.agg_star;
  if (!isPlain) return null;
  return writeList(stringsOf(fields.funcname).map(plain).join('.'), listOf(fields.args).map(write));
}

function writeList(name: string, items: readonly (string | null)[]): string | null {
  return items.includes(null) || items.length === 0 ? null : `${name}(${items.join(', ')})`;
}
