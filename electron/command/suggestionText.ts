/** A suggestion in lines. */
import type { Suggestion } from '../core/indexes/suggestion';
import { printable, printableLines } from './printable';
import { figure } from './workloadText';

export function describeSuggestion({ id, kind, reason, sql, caveats, ...saves }: Suggestion): string {
  const lines = [
    `${id}  ${kind}${describeSaving(saves)}`,
    `  ${printable(reason)}`,
    ...(sql === null ? [] : [`  ${printable(sql)};`]),
    ...caveats.map((each) => `  - ${printable(each)}`),
  ];
  return printableLines(`${lines.join('\n')}\n`);
}

function describeSaving({
  savingMs,
  savingMsPerMinute,
}: Pick<Suggestion, 'savingMs' | 'savingMsPerMinute'>): string {
  if (savingMs === null) return '';
  if (savingMsPerMinute === null) return `, saves about ${figure(savingMs)} ms of all that is counted`;
  return `, saves about ${figure(savingMsPerMinute)} ms/min`;
}
