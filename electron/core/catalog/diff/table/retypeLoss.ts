/** What values lose with a new type without an error. */
import type { Column } from '../../table';
import { baseOf } from '../../write/storage';

export function isLimitedText(column: Column): boolean {
  return ['character varying', 'character'].includes(elementOf(column)) && /\(\d+\)/.test(column.type);
}

export function isText(column: Column): boolean {
  return ['text', 'character varying', 'character'].includes(elementOf(column));
}

const WHOLE_NUMBERS = ['smallint', 'integer', 'bigint'];
const FRACTIONS = ['numeric', 'real', 'double precision'];

/** For people; null: all values stay what they are, or the change fails. */
export function lossOf(old: Column, now: Column): string | null {
  if (now.generated !== null || old.type === now.type) return null;
  const what = lostPart(old, now);
  return what === null ? null : `${what} of ${now.name}`;
}

function lostPart(old: Column, now: Column): string | null {
  const [a, b] = [elementOf(old), elementOf(now)];
  if (FRACTIONS.includes(a) && WHOLE_NUMBERS.includes(b)) return 'the decimals';
  if (b === 'numeric' && FRACTIONS.includes(a))
    return isFewer(decimals(old), decimals(now)) ? 'the decimals' : null;
  if (b === 'real' && (a === 'double precision' || a === 'numeric')) return 'some digits';
  if (b === 'double precision' && a === 'numeric') return 'some digits';
  if (WHOLE_NUMBERS.includes(a) && (b === 'real' || (a === 'bigint' && b === 'double precision')))
    return 'some digits';
  if (b === 'boolean' && WHOLE_NUMBERS.includes(a)) return 'all but true and false';
  if (/^bit/.test(a) && /^bit/.test(b)) return isFewer(length(old), length(now)) ? 'some bits' : null;
  if (b === 'date' && /^timestamp/.test(a)) return 'the times of day';
  if (/^time/.test(a) && /^time/.test(b))
    return isFewer(length(old) ?? 6, length(now) ?? 6) ? 'the fractions of seconds' : null;
  if (a === 'json' && b === 'jsonb') return null;
  if (a === 'inet' && b === 'cidr') return 'the hosts';
  return null;
}

/** null is without a limit. */
function isFewer(old: number | null, now: number | null): boolean {
  return now !== null && (old === null || now < old);
}

function length({ type }: Column): number | null {
  const found = /\((\d+)/.exec(type)?.[1];
  return found === undefined ? (/^bit(?! varying)/.test(type) ? 1 : null) : Number(found);
}

function decimals({ type }: Column): number | null {
  const found = /\((\d+)(?:,(-?\d+))?\)/.exec(type);
  return found ? Number(found[2] ?? 0) : null;
}

function elementOf({ type }: Column): string {
  return baseOf(type.replace(/\[\]$/, ''));
}
