import { expect, test } from 'vitest';
import { createSampler } from './sampler';

test('who asks for a sample while sampling ends is answered', async () => {
  const sampler = createSampler({
    take: async () => {
      throw new Error('The session is gone.');
    },
    rest: async () => undefined,
    onSample: () => undefined,
  });
  const watching = sampler.watch(10_000, new AbortController().signal);
  await watching.next();
  const asked = sampler.next();
  await sampler.close();
  expect(await asked).toBeNull();
  await watching.return(undefined);
});
