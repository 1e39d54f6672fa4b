/** Narrowing of the parser's tree, whose own types say that everything may be anything. */
export type Node = Readonly<Record<string, unknown>>;

export function asNode(value: unknown): Node {
  return typeof value === 'object' && value !== null ? (value as Node) : {};
}

export function listOf(value: unknown): readonly Node[] {
  return Array.isArray(value) ? value.map(asNode) : [];
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** The texts of a list of String nodes; a * is none. */
export function namesOf(list: unknown): readonly string[] {
  return listOf(list).flatMap((each) => textOf(asNode(each.String).sval) ?? []);
}

/** The last part of what a ColumnRef names; null for a * and for what is no column. */
export function columnOf(value: unknown): string | null {
  const fields = listOf(asNode(asNode(value).ColumnRef).fields);
  return textOf(asNode(fields.at(-1)?.String).sval);
}
