import { formatDuration } from './formatDuration';

export function Duration({ ms }: { readonly ms: number | null }) {
  if (ms === null) return <span aria-hidden>—</span>;
  return <time dateTime={`PT${(ms / 1000).toFixed(3)}S`}>{formatDuration(ms)}</time>;
}
