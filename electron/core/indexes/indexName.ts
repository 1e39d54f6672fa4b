/** PostgreSQL's own way to name an index, `orders_customer_id_idx`, with a number where that is taken. */
export function freeIndexName(table: string, columns: readonly string[], taken: ReadonlySet<string>): string {
  const stem = [table, ...columns].join('_');
  for (let number = 0; ; number++) {
    const end = `_idx${number === 0 ? '' : number}`;
    const name = `${cutTo(63 - end.length, stem)}${end}`;
    if (!taken.has(name)) return name;
  }
}

/** Those that are taken in a schema, to be added to. */
export function namesIn(taken: Map<string, Set<string>>, schema: string): Set<string> {
  const names = taken.get(schema) ?? new Set();
  taken.set(schema, names);
  return names;
}

/** Names have 63 bytes, and PostgreSQL would cut a longer one without a word. */
function cutTo(bytes: number, text: string): string {
  let cut = '';
  for (const character of text) {
    if (Buffer.byteLength(cut + character) > bytes) break;
    cut += character;
  }
  return cut;
}

/** A key as a word of a name: expressions lose their signs, and all lose direction and operator class. */
export function wordOfKey(key: string): string {
  const bare = key.replace(/ (DESC|NULLS|\S*_ops).*$/, '');
  return bare.replace(/[^\p{L}\p{N}_]+/gu, '_').replace(/^_+|_+$/g, '');
}
