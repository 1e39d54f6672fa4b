/** Reads `lockstep` out of the comments at the head of a .sql file; its values are YAML. */
import { type Document, isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Statement } from './checkPlace';
import { findSqlBlocks, type SqlBlock } from './sqlBlocks';

export interface SqlStatement extends Statement {
  readonly block: SqlBlock | null;
  /** Ranges in it are places in the file's text. */
  readonly document: Document | null;
}

export function readSqlStatement(text: string): SqlStatement {
  const [block, other] = findSqlBlocks(text);
  if (!block) return { block: null, document: null, values: new Map(), problems: [] };
  if (other)
    return unreadable(block, [
      `Line ${lineAt(text, other.start)}: lockstep: stands here a second time; keep one of them.`,
    ]);
  return readBlock(block);
}

function readBlock(block: SqlBlock): SqlStatement {
  const lineCounter = new LineCounter();
  const document = parseDocument(block.yaml, { lineCounter, schema: 'core', prettyErrors: false });
  const [error] = document.errors;
  if (error) {
    const { line } = lineCounter.linePos(error.pos[0]);
    return unreadable(block, [`Line ${line}: this is no YAML: ${error.message}. ${EXAMPLE}`]);
  }
  const { contents } = document;
  if (!isMap(contents)) {
    return unreadable(block, [
      `Line ${lineAt(block.yaml, block.start)}: nothing that can be read follows lockstep:. ${EXAMPLE}`,
    ]);
  }
  const plain = toPlain(document);
  const values = new Map<string, { readonly value: unknown; readonly line: number }>();
  for (const { key } of contents.items) {
    if (!isScalar(key)) continue;
    const name = String(key.value);
    const value: unknown = typeof plain === 'object' && plain !== null ? Reflect.get(plain, name) : undefined;
    values.set(name, { value, line: lineCounter.linePos(key.range?.[0] ?? 0).line });
  }
  return { block, document, values, problems: [] };
}

/** Nothing of what refers to another place in it: there is no use for that here. */
function toPlain(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    if (error instanceof ReferenceError) return null;
    throw error;
  }
}

const EXAMPLE = 'Write “-- lockstep:” and below it lines such as “--   revises: NAME”.';

function unreadable(block: SqlBlock, problems: readonly string[]): SqlStatement {
  return { block, document: null, values: new Map(), problems };
}

function lineAt(text: string, at: number): number {
  return text.slice(0, at).split('\n').length;
}
