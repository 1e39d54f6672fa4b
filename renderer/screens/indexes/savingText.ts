/** What is saved, for each minute where it is known since when was counted. Pure. */
import type { Suggestion } from '../../../electron/contract/indexes';
import { formatDuration } from '../../parts/formatDuration';

type Saving = Pick<Suggestion, 'savingMs' | 'savingMsPerMinute'>;

/** For a cell. */
export function formatSaving({ savingMs, savingMsPerMinute }: Saving): string {
  if (savingMsPerMinute !== null) return formatRate(savingMsPerMinute);
  return savingMs === null ? '—' : `${formatDuration(savingMs)} in all`;
}

/** As a sentence; empty where nothing is known. */
export function describeSaving({ savingMs, savingMsPerMinute }: Saving): string {
  if (savingMs === null) return '';
  const total = formatDuration(savingMs);
  return savingMsPerMinute === null
    ? `It saves about ${total} of all that is counted; the server doesn’t tell since when.`
    : `It saves about ${formatRate(savingMsPerMinute)}: ${total} of what is counted.`;
}

export function formatRate(msPerMinute: number): string {
  const digits = Math.abs(msPerMinute) < 10 ? 1 : 0;
  const figure = Math.abs(msPerMinute).toLocaleString('en-GB', { maximumFractionDigits: digits });
  return `${msPerMinute < 0 ? '−' : ''}${figure} ms/min`;
}
