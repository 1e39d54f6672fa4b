/** A recorded incident as a file for others: all that was seen, as JSON, or what matters of it, as Markdown. */
import { describeTree } from '../describeTree';
import type { LockSnapshot } from '../snapshot';
import type { Recorder } from './recorder';
import type { IncidentFile, RecordedPoint } from './recording';

export interface IncidentAsked {
  readonly format: 'json' | 'markdown';
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Whole samples in a file: more would make it too large to open. */
const SAMPLES = 30;

export async function writeIncident(
  recorder: Recorder,
  connection: string,
  { format, from, to }: IncidentAsked,
): Promise<IncidentFile> {
  const points = recorder
    .recording()
    .points.filter(({ takenAt }) => (!from || takenAt >= from) && (!to || takenAt <= to));
  const samples = await Promise.all(chooseSamples(points).map(({ id }) => recorder.read(id)));
  const stamp = (points[0]?.takenAt ?? new Date().toISOString()).slice(0, 19).replace(/[:T]/g, '-');
  const name = `locks-${stamp}`;
  if (format === 'json') {
    const text = `${JSON.stringify({ connection, points, samples }, null, 1)}\n`;
    return { fileName: `${name}.json`, mediaType: 'application/json', text };
  }
  return {
    fileName: `${name}.md`,
    mediaType: 'text/markdown',
    text: toMarkdown(connection, points, samples),
  };
}

/** Spread over the time, the worst one among them. */
function chooseSamples(points: readonly RecordedPoint[]): readonly RecordedPoint[] {
  const worst = worstOf(points);
  const step = Math.max(1, Math.ceil(points.length / SAMPLES));
  return points.filter((point, place) => place % step === 0 || point === worst);
}

function worstOf<P extends Pick<RecordedPoint, 'waitingCount'>>(points: readonly P[]): P | undefined {
  return points.reduce<P | undefined>(
    (worst, point) => (worst === undefined || point.waitingCount > worst.waitingCount ? point : worst),
    undefined,
  );
}

function toMarkdown(
  connection: string,
  points: readonly RecordedPoint[],
  samples: readonly LockSnapshot[],
): string {
  const worst = worstOf(samples);
  if (!worst) return `# Locks on ${connection}\n\nNobody waited.\n`;
  const rows = samples.map(
    ({ takenAt, waitingCount, longestWaitMs, roots }) =>
      `| ${takenAt} | ${waitingCount} | ${Math.round((longestWaitMs ?? 0) / 1000)} s | ${roots.length} |`,
  );
  return [
    `# Locks on ${connection}`,
    '',
    `From ${points[0]?.takenAt} to ${points.at(-1)?.takenAt}, ${points.length} samples in which somebody waited.`,
    '',
    '| at | waiting | longest | roots |',
    '|---|---|---|---|',
    ...rows,
    '',
    `## At its worst: ${worst.takenAt}`,
    '',
    '```',
    ...describeTree(worst),
    '```',
    '',
    '## Statements then',
    '',
    ...worst.sessions
      .slice(0, 50)
      .flatMap(({ pid, query, queryKind, holds }) => [
        `- ${pid}, ${queryKind}: \`${(query ?? 'hidden').replaceAll('`', "'").replace(/\s+/g, ' ')}\``,
        ...holds.slice(0, 5).map(({ text }) => `  - ${text}`),
      ]),
    '',
  ].join('\n');
}
