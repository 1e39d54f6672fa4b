/**
 * What comparing 10,000 tables with 2,000 differences costs whoever else this process works for: of each call the
 * whole time by the clock, and the longest stretch of the processor's time in which nothing else ran; how late samples
 * of locks come meanwhile; and how soon a comparison ends that is cancelled (by the clock, the least of some rounds).
 * Goes through core's own front, between two real databases. Linux alone. `npm run bench:diff [-- --tables 10000 --rounds 3]`.
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
import { longestStretchMs, processorMs } from './longestStretch';
import { createDifferentPair, type DifferentPair } from './manyDifferences';
import { judge, print } from './report';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, tables: { type: 'string', default: '10000' } },
});
const ROUNDS = Number(values.rounds);
const TABLES = Number(values.tables);
const AT_MOST = { oneMs: 100, anyMs: 200, sampleLateMs: 250, cancelMs: 300 };
const SAMPLE_EVERY_MS = 250;
const ALONE_MS = 8000;
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
  const stop = new AbortController();
  const gaps: Gap[] = [];
  const watching = watchLocks(input.connectionId, gaps, stop.signal);
  await new Promise((resolve) => setTimeout(resolve, ALONE_MS));
  const alone = longestOf(gaps.splice(0));
  const begun = performance.now();
  for (let round = 0; round < ROUNDS; round++) await compare(input);
  const wholeMs = (performance.now() - begun) / ROUNDS;
  stop.abort();
  await watching;
  const busy = longestOf(gaps);
  print(`locks sampled every ${SAMPLE_EVERY_MS} ms while a comparison takes ${wholeMs.toFixed(0)} ms`);
  print(`  longest between two samples by the clock: ${busy.clockMs} ms, alone ${alone.clockMs} ms`);
  judge('  how much of it this process was busy beyond its time, ms', busy.busyMs - SAMPLE_EVERY_MS, {
    atMost: AT_MOST.sampleLateMs,
  });
  return wholeMs;
}

/** Between two samples. */
interface Gap {
  readonly clockMs: number;
  /** Of it this process itself was busy: what is longer by the clock is what others do. */
  readonly busyMs: number;
}

async function watchLocks(connectionId: string, gaps: Gap[], signal: AbortSignal): Promise<void> {
  let last = { clockMs: performance.now(), busyMs: processorMs() };
  for await (const { snapshot } of lockstep.locks.watch({ connectionId, everyMs: SAMPLE_EVERY_MS }, signal)) {
    if (!snapshot) continue;
    const now = { clockMs: performance.now(), busyMs: processorMs() };
    gaps.push({ clockMs: now.clockMs - last.clockMs, busyMs: now.busyMs - last.busyMs });
    last = now;
  }
}

function longestOf(gaps: readonly Gap[]): Gap {
  const longest = (key: keyof Gap) => Math.round(Math.max(...gaps.map((gap) => gap[key])));
  return { clockMs: longest('clockMs'), busyMs: longest('busyMs') };
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
