/** Text as an SQL comment, whatever is in it. `sql` follows on lines of its own, as it is but for control characters. */
export function comment(text: string, sql?: string): string {
  const lines = [
    visible(text),
    ...(sql === undefined ? [] : sql.split(/\r\n|[\r\n]/).map((line) => `  ${visible(line)}`)),
  ];
  return lines.map((line) => `-- ${line}`).join('\n');
}

/** A name with a line end in it would end the comment; one with a change of direction would hide what follows. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, (character) => {
    return character === '\t' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
