/** How many pages an index that is not there would have. */

export interface IndexShape {
  readonly method: string;
  /** Rows that it holds. */
  readonly tuples: number;
  readonly columns: readonly ShapedColumn[];
  /** Equal keys are kept once, with the rows that have them. */
  readonly isDeduplicated: boolean;
}

export interface ShapedColumn {
  readonly isKey: boolean;
  readonly bytes: number;
  /** 1, 2, 4 or 8. */
  readonly alignment: number;
  readonly nullFraction: number;
  /** As pg_stats has it: negative is a share of the rows, 0 is not known. */
  readonly distinct: number;
}

const PAGE = 8152;
const LEAF_FILL = 0.9;
const ROW_POINTER = 6;
const LINE_POINTER = 4;
/** A list of rows is split when it is longer. */
const POSTING_BYTES = 1350;

export function estimatePages(shape: IndexShape): number {
  if (shape.method === 'gin') return ginPages(shape);
  if (shape.method === 'brin') return 3 + Math.ceil(shape.tuples / 1_000_000);
  return btreePages(shape);
}

function btreePages({ tuples, columns, isDeduplicated }: IndexShape): number {
  const entry = entryBytes(columns);
  const distinct = isDeduplicated ? distinctKeys(tuples, columns) : tuples;
  const perKey = tuples / Math.max(1, distinct);
  const bytes =
    perKey < 2
      ? tuples * (entry + LINE_POINTER)
      : distinct *
        (perKey * ROW_POINTER + Math.ceil((perKey * ROW_POINTER) / POSTING_BYTES) * (entry + LINE_POINTER));
  const leaves = Math.max(1, Math.ceil(bytes / (PAGE * LEAF_FILL)));
  // The pages above the leaves, and the first one.
  return 1 + leaves + (leaves > 1 ? Math.ceil(leaves / 250) : 0);
}

function entryBytes(columns: readonly ShapedColumn[]): number {
  const hasNulls = columns.some(({ nullFraction }) => nullFraction > 0);
  let bytes = 8 + (hasNulls ? 8 : 0);
  for (const { bytes: width, alignment, nullFraction } of columns) {
    bytes = align(bytes, alignment) + width * (1 - nullFraction);
  }
  return align(bytes, 8);
}

function distinctKeys(tuples: number, columns: readonly ShapedColumn[]): number {
  const counts = columns.map(({ distinct }) =>
    distinct === 0 ? tuples / 10 : distinct < 0 ? -distinct * tuples : distinct,
  );
  return Math.max(
    1,
    Math.min(
      tuples,
      counts.reduce((product, count) => product * Math.max(1, count), 1),
    ),
  );
}

/** Each word or element once, and its rows packed: roughly half of what the column takes. */
function ginPages({ tuples, columns }: IndexShape): number {
  const bytes = columns.reduce((sum, column) => sum + column.bytes * (1 - column.nullFraction), 0);
  return 2 + Math.ceil((tuples * (bytes * 0.5 + ROW_POINTER)) / PAGE);
}

function align(bytes: number, to: number): number {
  return Math.ceil(bytes / to) * to;
}
