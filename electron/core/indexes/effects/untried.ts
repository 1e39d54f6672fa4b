import type { Suggestion } from '../suggestion';
import type { IndexEffect } from './indexEffect';

/** An index that was made as suggested is not unused before its statements have run: its time has not come. */
export function withoutUntried(
  suggestions: readonly Suggestion[],
  effects: readonly IndexEffect[],
): readonly Suggestion[] {
  const untried = effects.filter(({ verdict }) => verdict === 'too-few-calls');
  return suggestions.filter(
    ({ kind, schema, index }) =>
      kind !== 'unused' || !untried.some((each) => each.schema === schema && each.index === index),
  );
}
