/** rows: the locked rows of a table, and who holds them. Nothing is changed. */
import { CoreError } from '../core/errors';
import type { KeyCondition, LockedRow, LockedRowsSnapshot, RowLocker } from '../core/locks/rows/lockedRows';
import { numberOf, withLocks } from './locks';
import { withPlaceOptions } from './place';
import { printable, printableLines } from './printable';
import { parseTableName, unquote } from './tableName';
import { type Cli, type CommandContext, EXIT, type PlaceOptions, tell, usageError } from './verb';

interface RowsOptions extends PlaceOptions {
  readonly where?: readonly string[];
  readonly columns?: readonly string[];
  readonly pause?: string;
  readonly parallel?: boolean;
  readonly exact?: boolean;
}

export function addRows({ program, context, does }: Cli): void {
  withPlaceOptions(
    program
      .command('rows')
      .description('the locked rows of a table, and who holds them')
      .argument('<table>', 'table or schema.table, quoted as in SQL where it has to be')
      .option('--where <conditions...>', 'a part of the primary key, such as id=42 or "id >= 1000"')
      .option('--columns <names...>', 'other columns to tell of each row')
      .option('--pause <ms>', 'between the ranges in which a large table is read')
      .option('--parallel', 'read with two sessions at once')
      .option('--exact', 'have pgrowlocks read a table of up to 1 GB in one go, for exact modes'),
  ).action(does((options: RowsOptions, table: string) => showRows(table, options, context)));
}

async function showRows(table: string, options: RowsOptions, context: CommandContext): Promise<number> {
  const asked = {
    table: parseTableName(table),
    columns: options.columns?.map(unquote),
    where: options.where?.map(parseCondition),
    parallel: options.parallel,
    exact: options.exact,
    pauseMs: options.pause === undefined ? undefined : numberOf(options.pause, '--pause', 0, 10_000),
  };
  return withLocks(options, context, async (calls, on) => {
    let last: LockedRowsSnapshot | null = null;
    for await (const snapshot of calls.rows({ ...on, ...asked }, new AbortController().signal)) {
      last = snapshot;
      tellProgress(snapshot, context);
    }
    if (last === null) return EXIT.failed;
    const found: LockedRowsSnapshot = last;
    if (found.error && found.rows.length === 0) throw new CoreError(found.error);
    tell(context, options, found, () => describeRows(found));
    if (found.error) context.stderr.write(printableLines(`${found.error.message}\n`));
    return found.error ? EXIT.failed : EXIT.done;
  });
}

function tellProgress(
  { donePages, totalPages, phase }: LockedRowsSnapshot,
  { stderr }: CommandContext,
): void {
  if (!stderr.isTTY) return;
  const part = totalPages === 0 ? 0 : Math.round((donePages / totalPages) * 100);
  stderr.write(phase === 'scanning' ? `\r\u001b[2K${part} % of ${totalPages} pages` : '\r\u001b[2K');
}

function describeRows({ table, rows, rowCount, tierHint, isComplete }: LockedRowsSnapshot): string {
  if (rowCount === 0 && isComplete) return `No locked rows in ${printable(table)}.\n`;
  if (rowCount === 0) return printableLines(`No locked row of ${table} is known.\n${tierHint ?? ''}\n`);
  const capped = rows.length < rowCount ? [`… first ${rows.length} of ${rowCount}`] : [];
  const hint = tierHint === null ? [] : [tierHint];
  return `${[...rows.map(describeRow), ...capped, ...hint].map(printable).join('\n')}\n`;
}

function describeRow({ ctid, key, values, lockers, waiters }: LockedRow): string {
  const cells = Object.entries({ ...key, ...values }).map(([name, value]) => `${name}=${value ?? 'NULL'}`);
  const waited = waiters.length === 0 ? '' : `; ${waiters.join(', ')} wait${waiters.length === 1 ? 's' : ''}`;
  return `${[...cells, ctid].join(' ')}: ${lockers.map(describeLocker).join(' and ')}${waited}`;
}

function describeLocker({ pid, gid, mode, sure, user, application, transactionAgeMs }: RowLocker): string {
  const who = gid === null ? (pid === null ? 'somebody' : `pid ${pid}`) : `prepared ${gid}`;
  const about = [application, user].filter(Boolean).join(', ');
  const age = transactionAgeMs === null ? '' : `, ${Math.round(transactionAgeMs / 1000)} s`;
  const doubt = sure === 'approximate' ? ', approximately' : '';
  return `${mode ?? 'locked or changed'} by ${who}${about === '' ? '' : ` (${about}${age})`}${doubt}`;
}

function parseCondition(text: string): KeyCondition {
  const [, column, operator, value] =
    /^\s*("(?:[^"]|"")+"|.+?)\s*(<=|>=|=|<|>)\s*(.*?)\s*$/s.exec(text) ?? [];
  if (!column || !isOperator(operator) || value === undefined)
    throw usageError(`“${text}” is no comparison with a column.`, 'Write id=42 or "id >= 1000".');
  return { column: unquote(column), operator, value: value.replace(/^'(.*)'$/s, '$1') };
}

function isOperator(text: string | undefined): text is KeyCondition['operator'] {
  return text !== undefined && ['=', '<', '<=', '>', '>='].includes(text);
}
