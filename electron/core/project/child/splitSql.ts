import { hasSqlDetails, parse } from 'libpg-query';
import { badInput } from '../../errors';

/**
 * A script's statements, split by PostgreSQL's own parser, in order. Comments between statements go with
 * the statement that follows; text without any statement gives none.
 */
export async function splitSql(text: string, fileName: string): Promise<readonly string[]> {
  const script = text.replace(/^\uFEFF/, '');
  if (script.trim() === '') return [];
  if (script.includes('\0')) throw badInput(`${fileName} holds a NUL character.`, 'Save it as UTF-8.');
  const parsed = await parse(script).catch((error: unknown) => {
    throw psqlCommand(script, fileName) ?? describeParseError(error, script, fileName);
  });
  // The parser counts bytes of UTF-8.
  const bytes = Buffer.from(script, 'utf8');
  return (parsed.stmts ?? []).map((statement: { stmt_location?: number; stmt_len?: number }) => {
    const from = statement.stmt_location ?? 0;
    const to = statement.stmt_len ? from + statement.stmt_len : bytes.length;
    return bytes.subarray(from, to).toString('utf8').trim();
  });
}

/** Only of a script that is no SQL: inside of a text a line may begin with a backslash. */
function psqlCommand(script: string, fileName: string): Error | null {
  const command = /^\\\S+/m.exec(script);
  if (!command) return null;
  return badInput(
    `${fileName}, line ${lineOf(script, command.index)}: ${command[0]} is a command of psql, not SQL.`,
    'Only SQL can run as a revision.',
  );
}

function describeParseError(error: unknown, script: string, fileName: string): Error {
  const message = error instanceof Error ? error.message : String(error);
  const cursor = hasSqlDetails(error) ? error.sqlDetails?.cursorPosition : undefined;
  const place = cursor === undefined ? fileName : `${fileName}, line ${lineOf(script, cursor)}`;
  return badInput(`${place}: ${message}.`, 'Mend the file and run again. Nothing was run.');
}

function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
