/** Two texts as one, with what went and what came marked: lazy, see DiffText. */
import { unifiedMergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { type CodeLanguage, readingCode, withPlainLineEnds } from './readingCode';

export interface DiffViewerOptions {
  readonly before: string;
  readonly after: string;
  readonly language: CodeLanguage;
  readonly label: string;
}

export function openDiffViewer(parent: HTMLElement, options: DiffViewerOptions): EditorView {
  const { before, after, language, label } = options;
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: withPlainLineEnds(after),
      extensions: [
        // Before the look of plain reading, which it takes precedence over.
        appearance,
        readingCode(language, label),
        unifiedMergeView({
          original: withPlainLineEnds(before),
          mergeControls: false,
          gutter: false,
          collapseUnchanged: { margin: 4, minSize: 8 },
        }),
      ],
    }),
  });
}

/** A sign before each changed line, so that no colour has to be seen. */
const sign = { position: 'absolute', left: '2px', fontWeight: '700' };

const appearance = EditorView.theme({
  '.cm-line': { padding: '0 8px 0 16px', position: 'relative' },
  '&.cm-merge-b .cm-changedLine': { backgroundColor: 'var(--green-tint)' },
  '&.cm-merge-b .cm-changedLine::before': { ...sign, content: '"+"', color: 'var(--green)' },
  // Below the words and not behind them: a tint on a tint leaves comments too little contrast.
  '&.cm-merge-b .cm-changedText': { background: 'none', borderBottom: '2px solid var(--green-strong)' },
  '& .cm-deletedChunk .cm-deletedText': { background: 'none', borderBottom: '2px solid var(--red-strong)' },
  '.cm-deletedChunk': { backgroundColor: 'var(--red-tint)', paddingLeft: '0' },
  '.cm-deletedChunk .cm-deletedLine': { display: 'block', padding: '0 8px 0 16px', position: 'relative' },
  '.cm-deletedChunk .cm-deletedLine::before': { ...sign, content: '"−"', color: 'var(--red)' },
  '.cm-collapsedLines': {
    padding: '2px 16px',
    color: 'var(--muted)',
    background: 'var(--chrome)',
  },
  // Not every computer has a font for the sign that is usual there.
  '.cm-collapsedLines::before, .cm-collapsedLines::after': { content: '"···"' },
});
