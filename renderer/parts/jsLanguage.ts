import { StreamLanguage } from '@codemirror/language';

const KEYWORDS =
  /^(?:async|await|break|case|catch|class|const|continue|default|delete|do|else|export|extends|finally|for|from|function|if|import|in|instanceof|interface|let|new|of|return|switch|throw|try|type|typeof|var|void|while|yield)\b/;

/** JavaScript and TypeScript, as far as colours for reading need it: no grammar, one token at a time. */
export const jsLanguage = StreamLanguage.define<{ inside: string | null }>({
  name: 'js',
  startState: () => ({ inside: null }),
  token(stream, state) {
    if (state.inside) return endOf(stream, state, state.inside);
    if (stream.eatSpace()) return null;
    if (stream.match(/^\/\/.*/)) return 'comment';
    if (stream.match('/*')) return endOf(stream, state, '*/');
    if (stream.match('`')) return endOf(stream, state, '`');
    if (stream.match(/^'(?:[^'\\]|\\.)*'?/) || stream.match(/^"(?:[^"\\]|\\.)*"?/)) return 'string';
    if (stream.match(/^\d[\w.]*/)) return 'number';
    if (stream.match(KEYWORDS)) return 'keyword';
    if (stream.match(/^(?:true|false)\b/)) return 'bool';
    if (stream.match(/^(?:null|undefined)\b/)) return 'null';
    if (!stream.match(/^[\w$]+/)) stream.next();
    return null;
  },
});

interface Stream {
  match(text: string): unknown;
  next(): unknown;
  eol(): boolean;
}

/** Goes on to the end of a comment or template, which may be on a later line. */
function endOf(stream: Stream, state: { inside: string | null }, end: string): string {
  state.inside = end;
  while (!stream.eol()) {
    if (stream.match(end)) {
      state.inside = null;
      break;
    }
    stream.next();
  }
  return end === '*/' ? 'comment' : 'string';
}
