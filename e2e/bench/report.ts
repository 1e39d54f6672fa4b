/** What the benches print, and how they fail. */
import type { Summary } from './measure';

export type Bar = { readonly atLeast: number } | { readonly atMost: number };

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

export function printRow(name: string, { median, least, cpu }: Summary): void {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`.padStart(8);
  print(`  ${name.padEnd(26)}${seconds(median)}  least ${seconds(least)}  processor ${seconds(cpu)}`);
}

/** Beyond the bar, the process ends with 1. */
export function judge(what: string, value: number, bar: Bar): void {
  const isGood = 'atLeast' in bar ? value >= bar.atLeast : value <= bar.atMost;
  const told = 'atLeast' in bar ? `at least ${bar.atLeast}` : `at most ${bar.atMost}`;
  print(`  ${what}: ${value.toFixed(2)} (${told})${isGood ? '' : '  BEYOND THE BAR'}`);
  if (!isGood) process.exitCode = 1;
}
