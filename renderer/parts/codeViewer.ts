/** CodeMirror for reading: lazy, see SqlText. */
import { EditorState, type Extension, RangeSet } from '@codemirror/state';
import { Decoration, EditorView, WidgetType } from '@codemirror/view';
import { type CodeLanguage, readingCode, withPlainLineEnds } from './readingCode';
import { locatePosition, type SqlPosition } from './sqlPosition';

export interface CodeViewerOptions {
  readonly text: string;
  readonly language: CodeLanguage;
  readonly label: string;
  readonly position?: number | undefined;
  /** Long lines go on below instead of to the right. */
  readonly isWrapped?: boolean;
}

export function openCodeViewer(parent: HTMLElement, options: CodeViewerOptions): EditorView {
  const { text, language, label, position, isWrapped } = options;
  const doc = withPlainLineEnds(text);
  const place = position === undefined ? null : locatePosition(doc, position);
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc,
      extensions: [
        readingCode(language, label),
        isWrapped ? EditorView.lineWrapping : [],
        place ? markPosition(doc, place) : [],
      ],
    }),
  });
  if (place) view.dispatch({ effects: EditorView.scrollIntoView(place.from, { y: 'center' }) });
  return view;
}

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
