/** Makes both scripts and the bundle out of what was captured. Runs nothing. */
import type { RevisionFile } from '../../project/project';
import type { Direction } from '../plan';
import { LOCK_TIMEOUT_MS } from '../revisions';
import { bundleFiles, describeHeads } from './bundle';
import type { CapturedRevision } from './captured';
import type { CaptureInput } from './captureHandOff';
import type { CaptureSteps } from './chooseSteps';
import type { HandOff, HandOffStep } from './handOff';
import { type ScriptLedger, scriptLedger } from './scriptLedger';
import type { ServerKnowledge } from './serverKnowledge.sql';
import { writeScript } from './writeScript';
import { writeStep } from './writeStep';

type Asked = Pick<CaptureInput, 'project' | 'direction' | 'target' | 'lockTimeoutMs' | 'ledger'>;

export interface HandOffParts extends Asked {
  readonly steps: CaptureSteps;
  readonly forth: readonly CapturedRevision[];
  readonly back: readonly CapturedRevision[] | null;
  readonly whyNot: string | null;
  readonly server: ServerKnowledge;
}

export async function writeHandOff(parts: HandOffParts): Promise<HandOff> {
  const { direction, project, steps, server } = parts;
  const ledger = scriptLedger(project.ledger, parts.ledger ?? null);
  const forth = await writeDirection(parts, ledger, direction, parts.forth);
  const back = parts.back && (await writeDirection(parts, ledger, opposite(direction), parts.back));
  const handOff = {
    direction,
    target: parts.target,
    from: steps.from,
    to: steps.to,
    steps: forth.steps,
    sql: forth.sql,
    rollbackSql: back?.sql ?? null,
    notes: allNotes(parts, forth, back),
  };
  const files = bundleFiles({
    ...handOff,
    projectName: project.name,
    serverVersion: server.version,
    ledgerSql: ledger.sql,
    revisions: steps.wanted,
  });
  return { ...handOff, files };
}

interface Written {
  readonly steps: readonly HandOffStep[];
  readonly sql: string;
  readonly notes: readonly string[];
}

async function writeDirection(
  parts: HandOffParts,
  ledger: ScriptLedger,
  direction: Direction,
  revisions: readonly CapturedRevision[],
): Promise<Written> {
  const runMs = parts.lockTimeoutMs ?? LOCK_TIMEOUT_MS;
  const steps: HandOffStep[] = [];
  const notes: string[] = [];
  for (const revision of revisions) {
    const file = fileOf(parts.steps, revision.name);
    const recordedName = parts.steps.ledgerNames.get(file.name) ?? file.name;
    const lockTimeoutMs = file.stated.lockTimeoutMs ?? runMs;
    const { server } = parts;
    const written = await writeStep(revision, {
      direction,
      ledger,
      recordedName,
      file,
      lockTimeoutMs,
      server,
    });
    steps.push(written.step);
    notes.push(...written.notes);
  }
  const sql = writeScript({
    header: header(parts, direction, notes),
    ledger,
    expected: { ...expectedNames(parts, direction), makesLedger: direction === 'up' },
    lockTimeoutMs: runMs,
    steps,
  });
  return { steps, sql, notes };
}

function expectedNames({ direction: asked, steps }: HandOffParts, direction: Direction) {
  const { present, absent, wanted, ledgerNames } = steps;
  if (direction === asked) return { present, absent };
  // The way back begins where the way there has ended.
  const moved = wanted.map(({ name }) => ledgerNames.get(name) ?? name);
  const isMoved = new Set(moved);
  const without = (names: readonly string[]) => names.filter((name) => !isMoved.has(name));
  return direction === 'down'
    ? { present: [...present, ...moved], absent: without(absent) }
    : { present: without(present), absent: [...absent, ...moved] };
}

function header(parts: HandOffParts, direction: Direction, notes: readonly string[]): readonly string[] {
  const { project, steps, server } = parts;
  const [from, to] = direction === parts.direction ? [steps.from, steps.to] : [steps.to, steps.from];
  return [
    `${direction === 'up' ? 'Upgrade' : 'Downgrade'} of ${project.name}, made by Lockstep`,
    `From ${describeHeads(from)} to ${describeHeads(to)}`,
    `Captured on PostgreSQL ${server.version}; for psql: psql -X -d DATABASE -f FILE`,
    ...notes.map((note) => `Note: ${note}`),
  ];
}

function allNotes(parts: HandOffParts, forth: Written, back: Written | null): readonly string[] {
  const { missing } = parts.steps;
  return [
    ...(missing.length === 0 ? [] : [describeMissing(missing)]),
    ...forth.notes,
    ...(back?.notes ?? []).map((note) => `Of the way back: ${note}`),
    ...(parts.whyNot === null ? [] : [`There is no script for the way back: ${parts.whyNot}`]),
  ];
}

function describeMissing(names: readonly string[]): string {
  return `Applied, but without a file here, so that the local copy lacks what they did: ${names.join(', ')}.`;
}

function fileOf({ wanted }: CaptureSteps, name: string): RevisionFile {
  const file = wanted.find((each) => each.name === name);
  if (!file) throw new Error(`${name} was captured without being asked for.`);
  return file;
}

function opposite(direction: Direction): Direction {
  return direction === 'up' ? 'down' : 'up';
}
