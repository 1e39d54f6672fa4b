/** Blanks what looks like a password in a text for the log. */
export function withoutSecrets(text: string): string {
  return text
    .replace(/(\/\/[^\s:/@]*:)[^\s/]*(?=@)/g, '$1***')
    .replace(/(password\w*["']?\s*[=:]\s*)("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s,;&}]+)/gi, '$1***');
}
