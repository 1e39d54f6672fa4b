/** JavaScript and TypeScript as a tree. Nothing runs. */
import { createRequire } from 'node:module';
import type * as Babel from '@babel/parser';
import type { Expression, Node, Program } from '@babel/types';

export type CodeFormat = 'js' | 'ts';

export interface ParsedCode {
  readonly program: Program;
  /** Those of the top level that can never hold anything else, by name. */
  readonly consts: ReadonlyMap<string, Expression>;
  /** From where to where each comment goes. */
  readonly comments: readonly { readonly start: number; readonly end: number; readonly text: string }[];
}

/** Loaded for the first file that needs it: nearly all projects have none. */
function loadBabel(): typeof Babel {
  babel ??= createRequire(import.meta.url)('@babel/parser') as typeof Babel;
  return babel;
}
let babel: typeof Babel | null = null;

const OPTIONS: Babel.ParserOptions = {
  // Whether .js is a module is said in package.json, or only by what the file holds: the latter is enough here.
  sourceType: 'unambiguous',
  allowReturnOutsideFunction: true,
  allowUndeclaredExports: true,
  attachComment: false,
  errorRecovery: false,
};

export interface NoCode {
  /** Sentences. */
  readonly problem: string;
  /** What is wrong with it, and in which line. */
  readonly syntax: string;
}

/** Says so instead, when it is not JavaScript or TypeScript. */
export function parseCode(text: string, format: CodeFormat): ParsedCode | NoCode {
  try {
    const plugins: Babel.ParserOptions['plugins'] =
      format === 'ts' ? ['typescript', 'decorators-legacy'] : [];
    const { program, comments } = loadBabel().parse(text, { ...OPTIONS, plugins });
    return { program, consts: constsOf(program), comments: (comments ?? []).map(placeComment) };
  } catch (error) {
    const syntax = describeSyntaxError(error);
    return { syntax, problem: `${syntax}. Where this revision belongs can’t be read until that is mended.` };
  }
}

export function lineOf(node: Node): number {
  return node.loc?.start.line ?? 1;
}

/** Where the node is in the text. */
export function rangeOf(node: Node): { readonly start: number; readonly end: number } {
  return { start: node.start ?? 0, end: node.end ?? 0 };
}

function constsOf(program: Program): ReadonlyMap<string, Expression> {
  const found = new Map<string, Expression>();
  for (const statement of program.body) {
    const inner = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (inner?.type !== 'VariableDeclaration' || inner.kind !== 'const') continue;
    for (const { id, init } of inner.declarations) {
      if (id.type === 'Identifier' && init) found.set(id.name, init);
    }
  }
  return found;
}

function placeComment(comment: { readonly value: string; readonly start?: number; readonly end?: number }) {
  return { start: comment.start ?? 0, end: comment.end ?? 0, text: comment.value };
}

function describeSyntaxError(error: unknown): string {
  // The parser's stack is at its end: nobody writes that by hand.
  if (error instanceof RangeError) return 'It is nested too deeply to be read';
  if (!(error instanceof SyntaxError)) throw error;
  const loc: unknown = 'loc' in error ? error.loc : null;
  const line = typeof loc === 'object' && loc !== null && 'line' in loc ? loc.line : 1;
  const what = error.message.replace(/\.?\s*\(\d+:\d+\)$/, '');
  return `Line ${line}: ${what}`;
}
