/** Changes what a file states of its place, and nothing else in it. */
import { badInput } from '../../errors';
import type { RevisionFormat } from '../project';
import { editsOf, isAddition, type PlaceChange } from './placeEdits';
import { readStatedPlace } from './readStatedPlace';
import { writeCodePlace } from './writeCodePlace';
import { writeSqlPlace } from './writeSqlPlace';

/** The new text. Refused where what the file states now can't be read, and so can't be changed safely. */
export function writeStatedPlace(text: string, format: RevisionFormat, change: PlaceChange): string {
  const edits = editsOf(change);
  if (edits.length === 0) return text;
  const [problem] = readStatedPlace(text, format).problems;
  if (problem) throw unwritable(problem);
  const written =
    format === 'sql'
      ? writeSqlPlace(text, edits)
      : writeCodePlace(text, format, edits, edits.filter(isAddition));
  refuseUnread(written, format, change);
  return written;
}

/** What has been written is read again, because a file can be stranger than any rule for editing it. */
function refuseUnread(written: string, format: RevisionFormat, change: PlaceChange): void {
  const { problems, declaredNone, ...stated } = readStatedPlace(written, format);
  const now: PlaceChange = stated;
  const isAsWanted =
    same(now.revises, change.revises) &&
    same(now.branch, change.branch) &&
    same(now.dependsOn, change.dependsOn) &&
    (change.transaction === undefined || declaredNone);
  if (problems[0] || !isAsWanted) throw unwritable(problems[0] ?? 'It would not read as it was written.');
}

function same(now: unknown, wanted: unknown): boolean {
  return wanted === undefined || JSON.stringify(now) === JSON.stringify(wanted);
}

function unwritable(problem: string) {
  return badInput(`What the file states of its place can’t be changed: ${problem}`, 'Change it by hand.');
}
