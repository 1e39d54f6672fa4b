/** PostgreSQL's own way to name an index, `orders_customer_id_idx`, with a number where that is taken. */
export function freeIndexName(table: string, columns: readonly string[], taken: ReadonlySet<string>): string {
  const stem = [table, ...columns].join('_');
  for (let number = 0; ; number++) {
    const end = `_idx${number === 0 ? '' : number}`;
    const name = `${cutTo(63 - end.length, stem)}${end}`;
    if (!taken.has(name)) return name;
  }
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
