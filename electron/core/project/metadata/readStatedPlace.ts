/**
 * Reads where a revision file says that it belongs: its `lockstep`.
 * Knows the text alone and never runs it; what would have to run to be known is told as a problem.
 * Start at `readStatedPlace`; `checkPlace` says which keys there are, `findDeclaration` and `sqlBlocks` where
 * they may stand.
 */
import type { RevisionFormat } from '../project';
import { checkPlace, NOTHING_STATED, type StatedPlaceOfFile } from './checkPlace';
import { readCodeStatement } from './codeStatement';
import { readSqlStatement } from './sqlStatement';

export function readStatedPlace(text: string, format: RevisionFormat): StatedPlaceOfFile {
  // Nearly all files state nothing, and parsing is what costs.
  if (!/\blockstep\b/.test(text)) return NOTHING_STATED;
  return checkPlace(format === 'sql' ? readSqlStatement(text) : readCodeStatement(text, format));
}
