/** An iterable of core as the iterator that oRPC sends. */
export async function* stream<T>(source: AsyncIterable<T>): AsyncGenerator<T, void, void> {
  yield* source;
}
