import { expect, test } from 'vitest';
import { twinCard } from '../../gallery/exampleTwin';
import { findExplainObstacle } from './explainState';

test('nothing is explained before there is a twin and a statement', () => {
  const idle = { kind: 'idle' } as const;
  const ready = { kind: 'ready', card: twinCard } as const;
  expect(findExplainObstacle('SELECT 1', { kind: 'none' }, idle)).toBe('Refresh the twin first.');
  expect(findExplainObstacle(' ', ready, idle)).toBe('Paste a statement first.');
  expect(findExplainObstacle('SELECT 1', ready, idle)).toBeNull();
});
