/** upgrade --sql and downgrade --sql: the SQL for somebody else to run; the target is not written to. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CoreError } from '../core/errors';
import { fetchLedger, type Ledger } from '../core/revisions/ledger';
import { captureHandOff } from '../core/revisions/offline/captureHandOff';
import type { CaptureSnapshot, HandOff } from '../core/revisions/offline/handOff';
import type { Place } from '../core/revisions/place';
import type { Direction } from '../core/revisions/plan';
import type { MoveOptions } from './move';
import { namesDatabase, readNamedProject, withPlace } from './place';
import { printableLines } from './printable';
import { withTwin } from './twin';
import { type CommandContext, EXIT } from './verb';

export async function printSql(
  direction: Direction,
  target: string,
  options: MoveOptions,
  context: CommandContext,
): Promise<number> {
  const handOff = await capture(direction, target, options, context);
  for (const note of handOff.notes) context.stderr.write(`${printableLines(note)}\n`);
  if (options.bundle) await writeBundle(options.bundle, handOff, context);
  else if (options.json) context.stdout.write(`${JSON.stringify(handOff)}\n`);
  else context.stdout.write(handOff.sql);
  return EXIT.done;
}

async function capture(
  direction: Direction,
  target: string,
  options: MoveOptions,
  context: CommandContext,
): Promise<HandOff> {
  const project = await readNamedProject(options, context);
  // A range says itself where the script begins; without a database it begins at base.
  const isAsked = namesDatabase(options, project) && !target.includes(':');
  const ledger = isAsked ? await withPlace(options, context, fetchPlaceLedger) : undefined;
  return withTwin(context, (twin, signal) =>
    lastOf(
      captureHandOff({
        project,
        isTrusted: true,
        direction,
        target,
        applied: ledger?.names ?? [],
        ledger,
        spawnRunner: context.spawnRunner,
        twin,
        lockTimeoutMs: options.lockTimeout,
        signal,
      }),
      context,
    ),
  );
}

function fetchPlaceLedger({ connection, project }: Place): Promise<Ledger> {
  return fetchLedger(connection.watch, project.ledger);
}

async function lastOf(
  snapshots: AsyncIterable<CaptureSnapshot>,
  { stderr }: CommandContext,
): Promise<HandOff> {
  for await (const snapshot of snapshots) {
    if (snapshot.phase === 'done') return snapshot.handOff;
    if (snapshot.phase === 'failed') throw new CoreError(snapshot.error);
    if (stderr.isTTY) stderr.write(`\r\x1b[K${snapshot.phase} ${snapshot.doneCount}/${snapshot.totalCount}`);
  }
  throw new Error('The capture has told nothing.');
}

async function writeBundle(folder: string, { files }: HandOff, { stdout }: CommandContext): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { name, text } of files) await writeFile(join(folder, name), text, { flag: 'wx' });
  stdout.write(`${files.map(({ name }) => `new: ${join(folder, name)}\n`).join('')}`);
}
