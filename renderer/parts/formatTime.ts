const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long before `now` something was: just now, 5 min ago, 2 h ago, 3 days ago; a date after four weeks. */
export function formatRelativeTime(iso: string, now: string): string {
  const ageMs = Date.parse(now) - Date.parse(iso);
  if (Number.isNaN(ageMs)) return '—';
  if (ageMs < MINUTE) return 'just now';
  if (ageMs < HOUR) return `${Math.floor(ageMs / MINUTE)} min ago`;
  if (ageMs < DAY) return `${Math.floor(ageMs / HOUR)} h ago`;
  const days = Math.floor(ageMs / DAY);
  if (days < 28) return days === 1 ? '1 day ago' : `${days} days ago`;
  return iso.slice(0, 10);
}

/** The moment itself, to the second, in the reader's own time zone. */
export function formatExactTime(iso: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'long' }).format(time);
}

/** The time of the day, to the second, in the reader's own time zone. */
export function formatClockTime(iso: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  return new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' }).format(time);
}
