/** What has come of indexes that were suggested and made, in lines. */
import type { IndexEffect } from '../core/indexes/effects/indexEffect';
import { printable, printableLines } from './printable';
import { figure } from './workloadText';

export function describeEffects(effects: readonly IndexEffect[]): string {
  return effects.length === 0 ? '' : `\nMade as suggested:\n${effects.map(describe).join('')}`;
}

function describe({ schema, index, words, since, calls, ...means }: IndexEffect): string {
  const lines = [`${printable(`${schema}.${index}`)}  ${words}`];
  if (since !== null) lines.push(`  ${describeMeans(means, calls)}, since ${since}`);
  return printableLines(`${lines.join('\n')}\n`);
}

type Means = Pick<IndexEffect, 'beforeMs' | 'expectedMs' | 'measuredMs'>;

function describeMeans({ beforeMs, expectedMs, measuredMs }: Means, calls: number): string {
  const expected = `${milliseconds(beforeMs)} a call before, ${milliseconds(expectedMs)} expected`;
  if (measuredMs === null) return `${expected}, not called`;
  return `${expected}, ${milliseconds(measuredMs)} in ${figure(calls)} ${calls === 1 ? 'call' : 'calls'}`;
}

/** A lookup takes less than a tenth of one. */
function milliseconds(value: number): string {
  return `${value < 1 ? value.toPrecision(2) : figure(value)} ms`;
}
