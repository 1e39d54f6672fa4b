/**
 * Text from files, databases and other people, safe for a terminal: control characters and the marks that
 * turn the direction of writing are shown, not obeyed. Line ends and tabs stay.
 */
export function printableLines(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, showCode);
}

/** The same for one line. */
export function printable(text: string): string {
  return printableLines(text).replace(/[\n\t]/g, showCode);
}

function showCode(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
