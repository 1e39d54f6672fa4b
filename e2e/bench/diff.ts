/**
 * What comparing 10,000 tables with 2,000 differences costs whoever else this process works for: of each call the
 * whole time by the clock, and the longest stretch of the processor's time in which nothing else ran; how late a sample
 * of locks comes meanwhile, and how soon a comparison ends that is cancelled (both by the clock, the least of some
 * rounds). Goes through core's own front, between two real databases. `npm run bench:diff [-- --tables 10000 --rounds 3]`.
 */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { CompareSnapshot, Comparison } from '../../electron/core/catalog/comparison/comparison';
import type { CompareInput } from '../../electron/core/catalog/comparison/comparisonCalls';
import { openLockstep } from '../../electron/core/lockstep';
import { forkRunner } from '../../electron/core/project/forkRunner';
import { startLocalServer } from '../../electron/core/twin/localServer';
import { temporaryFolder } from '../temporaryFolder';
import { longestStretchMs } from './longestStretch';
import { createDifferentPair, type DifferentPair } from './manyDifferences';
import { judge, print } from './report';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, tables: { type: 'string', default: '10000' } },
});
const ROUNDS = Number(values.rounds);
const TABLES = Number(values.tables);
const AT_MOST = { oneMs: 100, anyMs: 200, sampleLateMs: 250, cancelMs: 300 };
const SAMPLE_EVERY_MS = 250;
/** Of the time that a comparison takes. */
const CANCELLED_AT = [0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95];

const folder = await temporaryFolder('bench');
const server = await startLocalServer({
  binaries: '18',
  folder: join(folder, 'server'),
  settings: { fsync: 'off' },
});
const lockstep = openLockstep({
  home: join(folder, 'home'),
  demoProject: join(folder, 'demo'),
  spawnRunner: forkRunner(join(folder, 'none.js')),
});
try {
  const input = await open(await createDifferentPair(server, TABLES));
  const comparison = await compare(input);
  const choosable = comparison.rows.filter(({ isGroup }) => !isGroup).map(({ id }) => id);
  print(`${TABLES} tables, ${choosable.length} rows, ${ROUNDS} rounds`);
  await benchCalls(input, comparison.id, choosable);
  const wholeMs = await benchSampling(input);
  await benchCancelling(input, wholeMs);
} finally {
  await lockstep.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

async function open({ current, wanted }: DifferentPair): Promise<CompareInput> {
  const project = join(folder, 'project');
  await mkdir(join(project, 'migrations'), { recursive: true });
  const { id: projectId } = await lockstep.projects.add(project);
  await lockstep.projects.trust(projectId);
  const [from, to] = await Promise.all([current, wanted].map(connect));
  if (from === undefined || to === undefined) throw new Error('There are two.');
  return {
    connectionId: from,
    projectId,
    from: { kind: 'connection', connectionId: from },
    to: { kind: 'connection', connectionId: to },
    scope: { schemas: [], excludeTables: [] },
  };
}

async function connect(url: string): Promise<string> {
  const { id } = await lockstep.connections.add({ name: url, role: 'development', where: { url } });
  return id;
}

async function compare(
  input: CompareInput,
  signal = new AbortController().signal,
  onPhase: (phase: CompareSnapshot['phase']) => void = () => undefined,
): Promise<Comparison> {
  for await (const snapshot of lockstep.catalog.compare(input, signal)) {
    onPhase(snapshot.phase);
    if (snapshot.phase === 'failed') throw new Error(snapshot.error.message);
    if (snapshot.phase === 'done') return snapshot.comparison;
  }
  throw new Error('It has ended without a word.');
}

async function benchCalls(input: CompareInput, comparisonId: string, all: readonly string[]): Promise<void> {
  const { connectionId, projectId } = input;
  const { catalog } = lockstep;
  const one = all[Math.floor(all.length / 2)] ?? '';
  const plan = (chosen: readonly string[]) => () =>
    catalog.planRevisions({
      ...{ comparisonId, connectionId, projectId, chosen },
      as: 'revision',
      message: 'all',
    });
  await bench('compare, with reading', () => compare(input), AT_MOST.anyMs);
  await bench('object', () => catalog.object({ comparisonId, rowId: one }), AT_MOST.oneMs);
  await bench('choose one', () => catalog.choose({ comparisonId, chosen: [one] }), AT_MOST.oneMs);
  await bench('choose all', () => catalog.choose({ comparisonId, chosen: all }), AT_MOST.anyMs);
  await bench('planRevisions of one', plan([one]), AT_MOST.anyMs);
  await bench('planRevisions of all', plan(all), AT_MOST.anyMs);
  await bench('answerRenames', () => answer(input, comparisonId), AT_MOST.anyMs);
}

/** Nothing is asked, and all is compared again. */
async function answer({ projectId }: CompareInput, comparisonId: string): Promise<void> {
  await lockstep.catalog.answerRenames(
    { projectId, comparisonId, answers: [] },
    new AbortController().signal,
  );
}

async function bench(what: string, act: () => Promise<unknown>, atMost: number): Promise<void> {
  const wholes: number[] = [];
  const stretches: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const begun = performance.now();
    stretches.push(await longestStretchMs(act));
    wholes.push(performance.now() - begun);
  }
  print(`  ${what}: ${median(wholes).toFixed(0)} ms`);
  judge('  longest stretch, ms', Math.max(...stretches), { atMost });
}

/** How long a comparison takes meanwhile. */
async function benchSampling(input: CompareInput): Promise<number> {
  const lates: number[] = [];
  let wholeMs = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const stop = new AbortController();
    const gaps: number[] = [];
    const watching = watchLocks(input.connectionId, gaps, stop.signal);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    gaps.length = 0;
    const begun = performance.now();
    await compare(input);
    wholeMs = performance.now() - begun;
    stop.abort();
    await watching;
    lates.push(Math.max(...gaps) - SAMPLE_EVERY_MS);
  }
  print(`locks sampled every ${SAMPLE_EVERY_MS} ms while a comparison takes ${wholeMs.toFixed(0)} ms`);
  judge('  latest sample, ms after its time', Math.min(...lates), { atMost: AT_MOST.sampleLateMs });
  return wholeMs;
}

async function watchLocks(connectionId: string, gaps: number[], signal: AbortSignal): Promise<void> {
  let last = performance.now();
  for await (const { snapshot } of lockstep.locks.watch({ connectionId, everyMs: SAMPLE_EVERY_MS }, signal)) {
    if (!snapshot) continue;
    gaps.push(performance.now() - last);
    last = performance.now();
  }
}

async function benchCancelling(input: CompareInput, wholeMs: number): Promise<void> {
  print('a comparison cancelled, ms until it has ended');
  for (const share of CANCELLED_AT) {
    const tried: Cancelled[] = [];
    for (let round = 0; round < ROUNDS; round++) tried.push(await cancelAfter(share * wholeMs, input));
    const phases = [...new Set(tried.map(({ phase }) => phase))].join(', ');
    const least = Math.min(...tried.map(({ endedMs }) => endedMs));
    judge(`  after ${share * 100} % of its time, ${phases}`, least, { atMost: AT_MOST.cancelMs });
  }
}

interface Cancelled {
  readonly phase: string;
  /** 0: it had ended before. */
  readonly endedMs: number;
}

async function cancelAfter(ms: number, input: CompareInput): Promise<Cancelled> {
  const stop = new AbortController();
  let cancelledAt = Number.POSITIVE_INFINITY;
  let phase = '';
  const timer = setTimeout(() => {
    cancelledAt = performance.now();
    stop.abort();
  }, ms);
  const compared = compare(input, stop.signal, (now) => {
    if (!stop.signal.aborted) phase = now;
  });
  await compared.catch(() => undefined);
  clearTimeout(timer);
  return { phase, endedMs: Math.max(0, performance.now() - cancelledAt) };
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
