/** Names of new revisions: YYYYMMDDHHMMSS-slug.ext in UTC, as sequelize-cli gives them. */
import type { RevisionFormat } from '../../project/project';
import { stemOf } from '../graph/names';

const LONGEST_SLUG = 60;
const SECOND_MS = 1000;
const DAY_MS = 86_400_000;
/** How many revisions may be made in one go before the names run out. */
const STAMPS = 3600;

export function formatOf(name: string): RevisionFormat {
  if (/\.sql$/i.test(name)) return 'sql';
  return /\.[cm]?ts$/i.test(name) ? 'ts' : 'js';
}

export function slugOf(message: string): string {
  const words = message
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return words.slice(0, LONGEST_SLUG).replace(/^-+|-+$/g, '') || 'revision';
}

/** What stands behind the number of a name, with its separator. */
export function restOf(name: string): string {
  const rest = name.replace(/^\d+/, '');
  return rest === name || /^[a-z0-9]/i.test(rest) ? `-${rest}` : rest;
}

/**
 * The first free name that ends in `rest` and sorts after `floor`, with the time of `now` or as little later as
 * possible. null where no number sorts after it, such as after "zones.js".
 */
export function nextName(
  rest: string,
  now: Date,
  floor: string | null,
  taken: ReadonlySet<string>,
): string | null {
  for (const stamp of stampsAfter(floor, now)) {
    const name = `${stamp}${rest}`;
    if ((floor === null || name > floor) && !taken.has(stemOf(name))) return name;
  }
  return null;
}

function* stampsAfter(floor: string | null, now: Date): Generator<string> {
  const number = /^\d+/.exec(floor ?? '')?.[0] ?? '';
  const own = parseStamp(number);
  const first = own === null ? now.getTime() : Math.max(now.getTime(), own + SECOND_MS);
  for (let n = 0; n < STAMPS; n++) yield stampOf(new Date(first + n * SECOND_MS));
  // After a name such as 20260105_users no time of that day sorts.
  yield stampOf(new Date(now.getTime() + DAY_MS));
  if (number) yield String(BigInt(number) + 1n).padStart(number.length, '0');
}

/** Milliseconds; null when the digits are no time. */
function parseStamp(digits: string): number | null {
  const parts = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(digits)?.slice(1).map(Number);
  if (!parts) return null;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts;
  const time = Date.UTC(year, month - 1, day, hour, minute, second);
  return stampOf(new Date(time)) === digits ? time : null;
}

export function stampOf(time: Date): string {
  return time.toISOString().replace(/\D/g, '').slice(0, 14);
}

/** The time that `stampOf` wrote. */
export function timeOf(stamp: string): Date | null {
  const time = parseStamp(stamp);
  return time === null ? null : new Date(time);
}
