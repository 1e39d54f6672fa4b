/** Whether a text of PostgreSQL's own spelling names an object. pg_depend tells of a whole table only, not which column. */

interface Named {
  readonly schema: string;
  readonly name: string;
}

/** With an empty search_path names are qualified, quoted or not, and within literals of regclass quoted once more. */
export function mentions(text: string | null, { schema, name }: Named): boolean {
  return text !== null && hasWord(bare(text), bare(`${schema}.${name}`));
}

/** Whether it is the name and nothing else. */
export function isNameOf(text: string, { schema, name }: Named): boolean {
  return bare(text) === bare(`${schema}.${name}`);
}

export function mentionsColumn(text: string | null, column: string): boolean {
  return text !== null && hasWord(bare(text), bare(column));
}

function bare(text: string): string {
  return text.replaceAll(/["']/g, '');
}

function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!isWordPart(text[at - 1]) && !isWordPart(text[at + word.length])) return true;
  }
  return false;
}

function isWordPart(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_$]/u.test(character);
}
