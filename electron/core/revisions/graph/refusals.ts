/** Targets that can't be: each names the candidates, because the next thing that the user needs is one of them. */
import { CoreError } from '../../errors';

const NAMED = 10;

export function refuse(message: string, hint: string, candidates: readonly string[] = []): CoreError {
  const more = candidates.length > NAMED ? `, … (${candidates.length} in all)` : '';
  const listed = candidates.length === 0 ? '' : ` ${candidates.slice(0, NAMED).join(', ')}${more}.`;
  return new CoreError({
    kind: 'bad-input',
    field: 'target',
    message,
    hint: `${hint}${listed}`,
    ...(candidates.length > 0 && { candidates }),
  });
}

export function severalHeads(target: string, heads: readonly string[]): CoreError {
  return refuse(
    `“${target}” is several revisions: the history has ${heads.length} heads.`,
    'Use heads for all of them, name one, or merge them:',
    heads,
  );
}

export function ambiguousWalk(target: string, ways: readonly string[]): CoreError {
  return refuse(`“${target}” could go several ways.`, 'Name the one that you mean:', ways);
}

export function walkedTooFar(target: string, possible: number, end: 'head' | 'base'): CoreError {
  return refuse(
    `“${target}” goes beyond ${end === 'head' ? 'the head' : 'base'}: ${possible === 1 ? '1 step is' : `${possible} steps are`} possible.`,
    end === 'head' ? 'Use head to go all the way.' : 'Use base to undo everything.',
  );
}

export function notInRange(lower: string, upper: string): CoreError {
  return refuse(
    `${lower} does not come before ${upper}.`,
    'A range goes from an earlier revision to a later one that follows it.',
  );
}
