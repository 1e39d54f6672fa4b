/** Reads the parser's tree, which is plain JSON: a node is an object with its kind as the only key. */

export type Fields = Readonly<Record<string, unknown>>;

export interface Node {
  readonly kind: string;
  readonly fields: Fields;
}

export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

/** null where there is none. */
export function nodeOf(value: unknown): Node | null {
  const [first] = Object.entries(fieldsOf(value));
  return first ? { kind: first[0], fields: fieldsOf(first[1]) } : null;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** Of a list of String nodes, such as a name in parts. */
export function stringsOf(list: unknown): readonly string[] {
  return listOf(list).map((each) => textOf(fieldsOf(fieldsOf(each).String).sval) ?? '*');
}

/** The operator's name, without a schema. */
export function operatorOf(fields: Fields): string {
  return stringsOf(fields.name).at(-1) ?? '';
}

/** The kinds of SELECT in it, outermost only. */
export function selectsIn(value: unknown): readonly Fields[] {
  if (Array.isArray(value)) return value.flatMap(selectsIn);
  return Object.entries(fieldsOf(value)).flatMap(([word, child]) =>
    word === 'SelectStmt' ? [fieldsOf(child)] : selectsIn(child),
  );
}
