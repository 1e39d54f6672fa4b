/** What every CodeMirror here is made of. Colours come from theme.css, so both themes need no code. */
import { javascript } from '@codemirror/lang-javascript';
import { PostgreSQL, sql } from '@codemirror/lang-sql';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { readNonce } from '../nonce';

export type CodeLanguage = 'sql' | 'js' | 'text';

/** Syntax, colours and look of a text that can be read and selected, not changed. */
export function readingCode(language: CodeLanguage, label: string): Extension {
  return [
    EditorView.cspNonce.of(readNonce()),
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.contentAttributes.of({ 'aria-label': label, 'aria-readonly': 'true', tabindex: '0' }),
    lineNumbers(),
    languageOf(language),
    syntaxHighlighting(colours),
    appearance,
  ];
}

/** CodeMirror ends lines by \n: offsets must be of that text. */
export function withPlainLineEnds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

function languageOf(language: CodeLanguage): Extension {
  if (language === 'text') return [];
  return language === 'sql' ? sql({ dialect: PostgreSQL }) : javascript({ typescript: true });
}

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: 'var(--blue)' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'var(--green)' },
  { tag: [tags.number, tags.bool, tags.null, tags.typeName], color: 'var(--amber)' },
  { tag: [tags.comment, tags.lineComment, tags.blockComment], color: 'var(--muted)', fontStyle: 'italic' },
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
