import { asNode, columnOf, listOf, type Node, textOf } from './node';

export interface Conditions {
  readonly hasWhere: boolean;
  readonly keyColumns: readonly string[];
  readonly hasOtherConditions: boolean;
}

/** Of what AND joins at the top; whatever is below an OR or a NOT is another condition. */
export function readConditions(whereClause: unknown): Conditions {
  const parts = whereClause === undefined ? [] : conjuncts(asNode(whereClause));
  const keys = parts.map(keyColumnOf);
  const others = parts.filter((part, place) => keys[place] === null && !('NullTest' in part));
  return {
    hasWhere: parts.length > 0,
    keyColumns: keys.filter((each) => each !== null && each !== undefined),
    hasOtherConditions: others.length > 0,
  };
}

function conjuncts(node: Node): readonly Node[] {
  const { boolop, args } = asNode(node.BoolExpr);
  return boolop === 'AND_EXPR' ? listOf(args).flatMap(conjuncts) : [node];
}

/** Of `column = $1`, either way round. */
function keyColumnOf(part: Node): string | null {
  const { kind, name, lexpr, rexpr } = asNode(part.A_Expr);
  const [operator] = listOf(name).map((each) => textOf(asNode(each.String).sval));
  if (kind !== 'AEXPR_OP' || operator !== '=') return null;
  if (isValue(rexpr)) return columnOf(lexpr);
  return isValue(lexpr) ? columnOf(rexpr) : null;
}

/** A parameter or a constant, cast or not. */
function isValue(value: unknown): boolean {
  const node = asNode(value);
  return (
    'ParamRef' in node || 'A_Const' in node || ('TypeCast' in node && isValue(asNode(node.TypeCast).arg))
  );
}
