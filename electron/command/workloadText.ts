/** What indexes and queries both tell of a workload. */
import type { NoWorkload } from '../core/queries/workload';
import { printable } from './printable';

/** What has to be done first, step by step. */
export function describeMissing({ message, steps }: NoWorkload): string {
  const lines = steps.map(
    ({ title, sql }, place) =>
      `  ${place + 1}. ${printable(title)}${sql === null ? '' : `\n     ${printable(sql)}`}`,
  );
  return `${[printable(message), ...lines].join('\n')}\n`;
}

export function figure(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: value < 10 ? 1 : 0 });
}
