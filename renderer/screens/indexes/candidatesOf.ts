/** The CREATE INDEX statements of a text, one after the other, each on as many lines as it has. */
export function candidatesOf(text: string): readonly string[] {
  return text
    .split(/(?:^|;)[^\S\n]*(?=create\s)/im)
    .map((each) => each.trim().replace(/;$/, ''))
    .filter((each) => each.replace(/^\s*--.*$/gm, '').trim() !== '');
}
