/** Each file in cases/ is a pair of schemas, both turned into the other; some have been faults. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bench, createBench } from './random/checkPair';

const FOLDER = join(import.meta.dirname, 'cases');
const CASES = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.sql'))
  .map((file) => ({
    name: file.replace('.sql', '').replaceAll('-', ' '),
    text: readFileSync(join(FOLDER, file), 'utf8'),
  }));

const benches = new Map<string, Bench>();
beforeAll(async () => {
  for (const postgres of ['18', '15'] as const) benches.set(postgres, await createBench(postgres));
});
afterAll(async () => {
  for (const bench of benches.values()) await bench.close();
});

const BOTH = CASES.flatMap((each) =>
  (each.text.startsWith('-- since: 18') ? ['18'] : ['18', '15']).map((postgres) => ({ ...each, postgres })),
);

test.each(BOTH)('$name, on PostgreSQL $postgres', async ({ text, postgres }) => {
  const refused = /^-- refused: (.*)$/m.exec(text)?.[1];
  const [from = '', to = ''] = text.replace(/^[\s\S]*-- from\n/, '').split('-- to\n');
  const bench = benches.get(postgres);
  const outcome = await bench?.check(from, to);
  if (refused === undefined) expect(outcome).toBe('equal');
  else expect(outcome).toContain(refused);
});
