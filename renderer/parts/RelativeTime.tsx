import { formatExactTime, formatRelativeTime } from './formatTime';

interface RelativeTimeProps {
  readonly iso: string | null;
  /** The moment to count back from; the server's own where the time is the server's. */
  readonly now: string;
}

export function RelativeTime({ iso, now }: RelativeTimeProps) {
  if (iso === null) return <span aria-hidden>—</span>;
  return (
    <time dateTime={iso} title={formatExactTime(iso)}>
      {formatRelativeTime(iso, now)}
    </time>
  );
}
