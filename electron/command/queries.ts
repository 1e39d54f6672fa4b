/** queries: what is wrong with the statements that pg_stat_statements counts, and their cure. Looks. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Session } from '../core/connection/session';
import type { Finding } from '../core/queries/finding';
import type { Rate } from '../core/queries/rates';
import type { NoWorkload, Workload } from '../core/queries/workload';
import { withPlace, withPlaceOptions } from './place';
import { printable } from './printable';
import { type Cli, type CommandContext, EXIT, type PlaceOptions, tell, usageError } from './verb';
import { describeMissing, figure } from './workloadText';

interface QueriesOptions extends PlaceOptions {
  readonly seconds?: string;
}

interface Read {
  readonly workload: Workload | NoWorkload;
  readonly findings: readonly Finding[];
  /** null: it was looked at once. */
  readonly rates: readonly Rate[] | null;
}

export function addQueries({ program, context, does }: Cli): void {
  withPlaceOptions(
    program
      .command('queries')
      .description('what is wrong with the queries that pg_stat_statements counts, and their cure')
      .option('--seconds <n>', 'look twice, so many seconds apart, and tell the calls per minute'),
  ).action(does((options: QueriesOptions) => queries(options, context)));
}

async function queries(options: QueriesOptions, context: CommandContext): Promise<number> {
  const seconds = secondsOf(options);
  const read = await withPlace(options, context, ({ connection }) => look(connection.watch, seconds));
  tell(context, options, documentOf(read), () => describeAll(read));
  const { workload } = read;
  if (workload.state !== 'ready') context.stderr.write(describeMissing(workload));
  else if (workload.hidden) context.stderr.write(describeHidden(workload.hidden));
  return workload.state === 'ready' ? EXIT.done : EXIT.failed;
}

async function look(session: Session, seconds: number): Promise<Read> {
  const { fetchWorkload } = await import('../core/queries/fetchWorkload');
  const { fetchFindings } = await import('../core/queries/fetchFindings');
  const { ratesBetween } = await import('../core/queries/rates');
  const earlier = seconds > 0 ? await fetchWorkload(session) : null;
  if (seconds > 0) await delay(seconds * 1000);
  const workload = await fetchWorkload(session);
  if (workload.state !== 'ready') return { workload, findings: [], rates: null };
  const rates = earlier?.state === 'ready' ? ratesBetween(earlier, workload) : null;
  return { workload, findings: await fetchFindings(session, workload), rates };
}

function secondsOf({ seconds = '0' }: QueriesOptions): number {
  const value = Number(seconds);
  if (Number.isFinite(value) && value >= 0 && value <= 3600) return value;
  throw usageError(`${seconds} is no number of seconds.`, 'Give one from 1 to 3600.');
}

function documentOf({ workload, findings, rates }: Read) {
  if (workload.state !== 'ready') return { findings, workload };
  const { statements: _, ...about } = workload;
  return { findings: withRates(findings, rates), workload: about };
}

function withRates(findings: readonly Finding[], rates: Read['rates']) {
  if (rates === null) return findings;
  const byQuery = new Map(rates.map((rate) => [rate.queryId, rate.callsPerMinute]));
  return findings.map((each) => ({ ...each, callsPerMinute: byQuery.get(each.queryId) ?? 0 }));
}

function describeAll({ workload, findings, rates }: Read): string {
  if (workload.state !== 'ready') return '';
  if (findings.length === 0) return 'Nothing is wrong with what was asked, as far as is known.\n';
  return withRates(findings, rates).map(describe).join('\n');
}

/** Long lists of columns would hide what is said about them. */
const LONGEST = 300;

function describe(finding: Finding & { readonly callsPerMinute?: number }): string {
  const { callsPerMinute, kind, share, calls, totalMs, text, reason, explanation, cure } = finding;
  const rate = callsPerMinute === undefined ? '' : `, ${figure(callsPerMinute)} a minute now`;
  const cures = [
    `Sequelize: ${cure.sequelize}`,
    ...(cure.sqlalchemy === null ? [] : [`SQLAlchemy: ${cure.sqlalchemy}`]),
    ...(cure.django === null ? [] : [`Django: ${cure.django}`]),
  ];
  const lines = [
    `${kind}  ${figure(share * 100)} % of the time, ${figure(totalMs)} ms in ${figure(calls)} calls${rate}`,
    `  ${printable(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text)}`,
    `  ${printable(reason)} ${explanation}`,
    ...cures.map((each) => `  - ${each}`),
  ];
  return `${lines.join('\n')}\n`;
}

function describeHidden({ statements, grantSql }: NonNullable<Workload['hidden']>): string {
  return `${figure(statements)} statements of other roles are hidden. What shows them: ${printable(grantSql)}\n`;
}
