/** A twin of the test file's own, and captures on it as a front door makes them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll } from 'vitest';
import { CoreError } from '../errors';
import { readProject } from '../project/readProject';
import { type CaptureInput, captureHandOff } from '../revisions/offline/captureHandOff';
import type { CaptureSnapshot, HandOff } from '../revisions/offline/handOff';
import { createTwin, type Twin } from '../twin/twinKeeper';
import { atEnd } from './endings';
import { type TestProject, testRunner } from './testProject';

/** To be called at the top of a test file; answers with the twin once its tests run. */
export function startTestTwin(): () => Twin {
  let twin: Twin | null = null;
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lockstep-twin-'));
    const made = createTwin({ folder });
    twin = made;
    atEnd(async () => {
      await made.stop();
      await rm(folder, { recursive: true, force: true });
    });
  });
  return () => {
    if (twin) return twin;
    throw new Error('The twin is there only while tests run.');
  };
}

type Asked = Partial<Omit<CaptureInput, 'project' | 'twin'>>;

/** Everything that a capture tells; upgrade to heads from base unless asked otherwise. */
export async function* captureProject(
  twin: Twin,
  { folder, reading }: TestProject,
  asked: Asked = {},
): AsyncGenerator<CaptureSnapshot> {
  const direction = asked.direction ?? 'up';
  yield* captureHandOff({
    project: await readProject(folder, reading),
    isTrusted: true,
    direction,
    target: direction === 'up' ? 'heads' : 'base',
    applied: [],
    spawnRunner: testRunner,
    twin,
    signal: new AbortController().signal,
    ...asked,
  });
}

/** The hand-off, or the error of its capture thrown. */
export async function captureToEnd(twin: Twin, project: TestProject, asked: Asked = {}): Promise<HandOff> {
  for await (const snapshot of captureProject(twin, project, asked)) {
    if (snapshot.phase === 'done') return snapshot.handOff;
    if (snapshot.phase === 'failed') throw new CoreError(snapshot.error);
  }
  throw new Error('The capture ended without a word.');
}
