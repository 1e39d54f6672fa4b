/** Two texts beside each other, with the words that differ marked: lazy, see SideBySideText. */
import { MergeView } from '@codemirror/merge';
import { EditorView } from '@codemirror/view';
import { type CodeLanguage, readingCode, withPlainLineEnds } from './readingCode';

export interface Side {
  readonly text: string;
  /** What the text is, for who can't see it. */
  readonly label: string;
}

export interface SideBySideOptions {
  readonly before: Side;
  readonly after: Side;
  readonly language: CodeLanguage;
}

export function openSideBySideViewer(
  parent: HTMLElement,
  { before, after, language }: SideBySideOptions,
): MergeView {
  const sideOf = ({ text, label }: Side) => ({
    doc: withPlainLineEnds(text).trimEnd(),
    // Before the look of plain reading, which it takes precedence over.
    extensions: [appearance, readingCode(language, label), EditorView.lineWrapping],
  });
  return new MergeView({
    parent,
    a: sideOf(before),
    b: sideOf(after),
    gutter: false,
    collapseUnchanged: { margin: 2, minSize: 4 },
  });
}

/** A sign before each changed line, so that no colour has to be seen. */
const sign = { position: 'absolute', left: '2px', fontWeight: '700' };

const appearance = EditorView.theme({
  '.cm-line': { padding: '0 8px 0 16px', position: 'relative' },
  '&.cm-merge-a .cm-changedLine': { backgroundColor: 'var(--red-tint)' },
  '&.cm-merge-b .cm-changedLine': { backgroundColor: 'var(--green-tint)' },
  '&.cm-merge-a .cm-changedLine::before': { ...sign, content: '"−"', color: 'var(--red)' },
  '&.cm-merge-b .cm-changedLine::before': { ...sign, content: '"+"', color: 'var(--green)' },
  // Below the words and not behind them: a tint on a tint leaves comments too little contrast.
  '&.cm-merge-a .cm-changedText': { background: 'none', borderBottom: '2px solid var(--red-strong)' },
  '&.cm-merge-b .cm-changedText': { background: 'none', borderBottom: '2px solid var(--green-strong)' },
  '.cm-mergeSpacer': {
    background: 'repeating-linear-gradient(-45deg, transparent 0 5px, var(--line) 5px 6px)',
  },
  '.cm-collapsedLines': { padding: '2px 16px', color: 'var(--muted)', background: 'var(--chrome)' },
  // Not every computer has a font for the sign that is usual there.
  '.cm-collapsedLines::before, .cm-collapsedLines::after': { content: '"···"' },
});
