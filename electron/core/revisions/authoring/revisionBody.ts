/** Statements as the body of a function, or as a script. */
import type { Piece } from './fileChange';

/** Between the braces of a function; `closing` indents the last one. */
export function codeBody(pieces: readonly Piece[], indent: string, closing: string): string {
  if (pieces.length === 0) return '';
  const lines = pieces.flatMap(({ title, statements, leftOut }) => {
    const calls = statements.map((sql) => `await queryInterface.sequelize.query(${templateOf(sql)});`);
    if (leftOut === null) return [`// ${oneLine(title)}`, ...calls];
    return [
      `// Left out, because ${oneLine(leftOut)}: ${oneLine(title)}`,
      ...calls.flatMap((call) => call.split('\n').map((line) => `// ${line}`)),
    ];
  });
  return `\n${lines.map((line) => `${indent}${line}\n`).join('')}${closing}`;
}

export function sqlBody(pieces: readonly Piece[]): string {
  const parts = pieces.map(({ title, statements, leftOut }) => {
    const sql = statements.map((each) => `${each};\n`).join('');
    if (leftOut === null) return `\n-- ${oneLine(title)}\n${sql}`;
    const lines = sql.trimEnd().split('\n');
    return `\n-- Left out, because ${oneLine(leftOut)}: ${oneLine(title)}\n${lines.map((line) => `-- ${line}\n`).join('')}`;
  });
  return parts.join('');
}

function templateOf(sql: string): string {
  return `\`${sql.replace(/[\\`]|\$\{/g, '\\$&')}\``;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
