/** CodeMirror for reading: lazy, see SqlText. Colours come from theme.css, so both themes need no code here. */
import { PostgreSQL, sql } from '@codemirror/lang-sql';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorState, type Extension, RangeSet } from '@codemirror/state';
import { Decoration, EditorView, lineNumbers, WidgetType } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { readNonce } from '../nonce';
import { jsLanguage } from './jsLanguage';
import { locatePosition, type SqlPosition } from './sqlPosition';

export interface CodeViewerOptions {
  readonly text: string;
  readonly language: 'sql' | 'js';
  readonly label: string;
  readonly position?: number | undefined;
}

export function openCodeViewer(parent: HTMLElement, options: CodeViewerOptions): EditorView {
  const { text, language, label, position } = options;
  // CodeMirror ends lines by \n: offsets must be of that text.
  const doc = text.replace(/\r\n?/g, '\n');
  const place = position === undefined ? null : locatePosition(doc, position);
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc,
      extensions: [
        EditorView.cspNonce.of(readNonce()),
        EditorState.readOnly.of(true),
        EditorView.editable.of(false),
        EditorView.contentAttributes.of({ 'aria-label': label, 'aria-readonly': 'true', tabindex: '0' }),
        lineNumbers(),
        language === 'sql' ? sql({ dialect: PostgreSQL }) : jsLanguage,
        syntaxHighlighting(colours),
        appearance,
        place ? markPosition(doc, place) : [],
      ],
    }),
  });
  if (place) view.dispatch({ effects: EditorView.scrollIntoView(place.from, { y: 'center' }) });
  return view;
}

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: 'var(--blue)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--green)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--amber)' },
  { tag: [tags.comment, tags.lineComment, tags.blockComment], color: 'var(--muted)', fontStyle: 'italic' },
  { tag: tags.typeName, color: 'var(--amber)' },
]);

const appearance = EditorView.theme({
  '&': { fontSize: '12px', backgroundColor: 'transparent' },
  '.cm-scroller': { fontFamily: 'var(--mantine-font-family-monospace)', lineHeight: '18px' },
  '.cm-content': { padding: '4px 0' },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--muted)', border: 'none' },
  '.cm-line': { padding: '0 8px 0 4px' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '32px', padding: '0 6px 0 8px' },
  '.cm-errorLine': { backgroundColor: 'var(--red-tint)' },
  '.cm-errorWord': {
    textDecoration: 'underline wavy var(--red-strong)',
    textUnderlineOffset: '3px',
    fontWeight: '600',
  },
  '.cm-errorCaret': {
    padding: '0 8px 0 4px',
    whiteSpace: 'pre',
    color: 'var(--red)',
    backgroundColor: 'var(--red-tint)',
  },
});

function markPosition(doc: string, place: SqlPosition): Extension {
  const lineStart = doc.lastIndexOf('\n', place.from - 1) + 1;
  const nextBreak = doc.indexOf('\n', place.from);
  const lineEnd = nextBreak === -1 ? doc.length : nextBreak;
  const caret = new ErrorCaret(doc.slice(lineStart, place.from), place);
  const marks = [
    Decoration.line({ class: 'cm-errorLine' }).range(lineStart),
    ...(place.to > place.from
      ? [Decoration.mark({ class: 'cm-errorWord' }).range(place.from, place.to)]
      : []),
    Decoration.widget({ widget: caret, block: true, side: 1 }).range(lineEnd),
  ];
  return EditorView.decorations.of(RangeSet.of(marks, true));
}

/** The line below the wrong one, with a caret under the wrong character. */
class ErrorCaret extends WidgetType {
  constructor(
    private readonly before: string,
    private readonly place: SqlPosition,
  ) {
    super();
  }

  override eq(other: ErrorCaret): boolean {
    return other.before === this.before && other.place.line === this.place.line;
  }

  toDOM(): HTMLElement {
    const element = document.createElement('div');
    element.className = 'cm-errorCaret';
    const indent = this.before.replace(/[^\t]/g, ' ');
    element.textContent = `${indent}^ line ${this.place.line}, column ${this.place.column}`;
    return element;
  }
}
