/** Hands out the ranges of a table's pages, as large as can be read in a moment. */
import type { PageRange } from './rowQueries.sql';

export interface PageRanges {
  /** null at the end. */
  next(): PageRange | null;
  /** A range was read in so many milliseconds. */
  done(range: PageRange, ms: number): void;
  readonly donePages: number;
  readonly totalPages: number;
}

const FIRST_PAGES = 256;
const MOST_PAGES = 16_384;
const AIM_MS = 60;

/** `readers` take ranges at once: towards the end these become smaller, so that none is left with a large one. */
export function createPageRanges(totalPages: number, readers = 1): PageRanges {
  let from = 0;
  let size = FIRST_PAGES;
  let donePages = 0;
  return {
    next() {
      if (from >= totalPages) return null;
      const share = readers === 1 ? size : Math.ceil((totalPages - from) / (2 * readers));
      const range = { from, to: Math.min(from + Math.min(size, Math.max(share, FIRST_PAGES)), totalPages) };
      from = range.to;
      return range;
    },
    done({ from: begun, to }, ms) {
      donePages += to - begun;
      const fits = ((to - begun) / Math.max(ms, 0.1)) * AIM_MS;
      size = Math.round(Math.min(MOST_PAGES, size * 4, Math.max(FIRST_PAGES, fits)));
    },
    totalPages,
    get donePages() {
      return donePages;
    },
  };
}
