/** Times programs, one after another in each round, so that what else the machine does meets them all alike. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

export interface Command {
  readonly program: string;
  readonly words: readonly string[];
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /** A file for what it prints, which is thrown away otherwise. */
  readonly output?: string;
}

export interface Timing {
  readonly wallMs: number;
  /** Of the processor, user and system, of the program and what it has started; steadier than the clock's. */
  readonly cpuMs: number;
}

/** Throws, with what it printed last, when the program fails. */
export async function measure({ program, words, cwd, env, output }: Command): Promise<Timing> {
  const begun = performance.now();
  const script = 'out=$1; shift; "$@" >"$out"; code=$?; times; exit $code';
  const child = spawn('sh', ['-c', script, 'sh', output ?? '/dev/null', program, ...words], {
    cwd,
    env: env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = once(child, 'exit') as Promise<[number | null]>;
  const [[code], out, told] = await Promise.all([exit, text(child.stdout), text(child.stderr)]);
  const wallMs = performance.now() - begun;
  if (code !== 0) throw new Error(`${program} ${words[0]} ended with ${code}: ${told.slice(-2000)}`);
  return { wallMs, cpuMs: readTimes(out) };
}

/** The shell's `times`: itself, then its children, each user and system, as 0m1.25s. */
function readTimes(out: string): number {
  const ofChildren = out.trim().split('\n').at(-1) ?? '';
  const times = [...ofChildren.matchAll(/(\d+)m([\d.]+)s/g)];
  return times.reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60_000 + Number(seconds) * 1000,
    0,
  );
}

/** Another one begins each round. */
export async function interleave<Name extends string>(
  rounds: number,
  runs: Readonly<Record<Name, (round: number) => Promise<Timing>>>,
): Promise<Readonly<Record<Name, readonly Timing[]>>> {
  const names = Object.keys(runs) as Name[];
  const timings = Object.fromEntries(names.map((name) => [name, [] as Timing[]])) as Record<Name, Timing[]>;
  for (let round = 0; round < rounds; round++) {
    const first = round % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      timings[name].push(await runs[name](round));
    }
  }
  return timings;
}

export interface Summary {
  readonly median: number;
  readonly least: number;
  readonly cpu: number;
}

export function summarise(timings: readonly Timing[]): Summary {
  const walls = timings.map(({ wallMs }) => wallMs).sort((a, b) => a - b);
  return {
    median: middle(walls),
    least: walls[0] ?? Number.NaN,
    cpu: middle(timings.map(({ cpuMs }) => cpuMs).sort((a, b) => a - b)),
  };
}

function middle(sorted: readonly number[]): number {
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
