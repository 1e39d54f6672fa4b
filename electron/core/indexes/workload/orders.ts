/** In which orders a query wants the rows of a table, and which of its columns it passes on as they are. */
import { columnOf } from './conditions';
import type { Place, Scope, Source } from './scope';
import type { SortKey } from './tableUse';
import { type Fields, fieldsOf, listOf, nodeOf, stringsOf, textOf } from './tree';

/** By name; null for what is computed. */
export type Outputs = ReadonlyMap<string, Place | null>;

export function readOrders(select: Fields, scope: Scope, outputs: Outputs): void {
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

export function readOutputs(targets: readonly unknown[], scope: Scope): Outputs {
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

export function starred(path: readonly string[], { sources }: Scope): readonly Source[] {
  return path.length === 1 ? sources : sources.filter(({ alias }) => alias === path.at(-2));
}
