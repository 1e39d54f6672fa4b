import type { Band } from './geometry';

/** How many rows may be brought in at once: so many that a frame is not late. */
const BATCH: Readonly<Record<Band['detail'], number>> = { card: 12, dot: 24 };

/**
 * One step from what is rendered towards what is in sight. What is out of sight goes at once; what comes in comes
 * a batch at a time, after a leap from the middle outwards.
 */
export function growBand(shown: Band, wanted: Band): Band {
  const batch = BATCH[wanted.detail];
  const first = Math.max(shown.first, wanted.first);
  const last = Math.min(shown.last, wanted.last);
  if (first > last || shown.detail !== wanted.detail) {
    const middle = Math.floor((wanted.first + wanted.last) / 2);
    return clip({ ...wanted, first: middle - batch / 2, last: middle + batch / 2 - 1 }, wanted);
  }
  const above = Math.min(batch, first - wanted.first);
  const below = Math.min(batch, wanted.last - last);
  const both = above + below > batch ? batch / 2 : batch;
  return clip(
    { ...wanted, first: first - Math.min(above, both), last: last + Math.min(below, both) },
    wanted,
  );
}

export function isSameBand(a: Band, b: Band): boolean {
  return a.first === b.first && a.last === b.last && a.detail === b.detail;
}

function clip(band: Band, to: Band): Band {
  return { ...band, first: Math.max(band.first, to.first), last: Math.min(band.last, to.last) };
}
