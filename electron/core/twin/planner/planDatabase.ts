/** The database of a target's plan twin: what it is called, how it is made and replaced, what is known of it. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Target } from '../../connection/profile';
import type { Session } from '../../connection/session';
import { quoteIdent, quoteLiteral } from '../../sql/quote';
import { ensureGuest, GUEST } from '../guest';
import type { LocalServer } from '../localServer';
import type { TargetFacts } from './targetFacts.sql';

const card = z.object({
  /** 2: it belongs to the guest. */
  format: z.literal(2),
  /** host:port/database. */
  target: z.string(),
  /** ISO. */
  refreshedAt: z.string(),
  serverVersion: z.number(),
  tables: z.number(),
  /** What it can't do as the target would, a sentence each. */
  notes: z.array(z.string()),
  /** What steers the target's planner, as set_config takes it. */
  settings: z.array(z.object({ name: z.string(), value: z.string() })),
});

/** What is written on the database, and so survives as long as it does. */
export type PlanTwinCard = z.infer<typeof card>;

const PREFIX = 'plan_';

export function describePlace({ host, port, database }: Target): string {
  return `${host}:${port}/${database}`;
}

/** One for each target, whoever connects to it. */
export function planDatabaseName(target: Target): string {
  return PREFIX + createHash('sha256').update(describePlace(target)).digest('hex').slice(0, 16);
}

export async function fetchCard(keeper: Session, name: string): Promise<PlanTwinCard | null> {
  const [row] = await keeper.query<{ text: string | null }>(
    `SELECT pg_catalog.shobj_description(d.oid, 'pg_database') AS text
      FROM pg_catalog.pg_database d WHERE d.datname = $1`,
    [name],
  );
  const { data } = card.safeParse(parseJson(row?.text ?? 'null'));
  return data ?? null;
}

/** A draft beside the one that is there: a refresh that does not end leaves that as it was. */
export async function createDraft(
  { keeper, server }: { readonly keeper: Session; readonly server: LocalServer },
  name: string,
  facts: TargetFacts,
): Promise<string> {
  const draft = `${name}_draft`;
  await ensureGuest(keeper, server);
  await dropDatabase(keeper, draft);
  const create = `CREATE DATABASE ${quoteIdent(draft)} OWNER ${GUEST} TEMPLATE template0 ENCODING 'UTF8'`;
  await keeper.query(`${create} ${localeOf(facts)}`).catch(async (error) => {
    if (keeper.isLost) throw error;
    // A locale that this build does not know.
    await keeper.query(create);
  });
  return draft;
}

export async function replaceByDraft(keeper: Session, name: string, written: PlanTwinCard): Promise<void> {
  const draft = `${name}_draft`;
  await writeCard(keeper, draft, written);
  await dropDatabase(keeper, name);
  await keeper.query(`ALTER DATABASE ${quoteIdent(draft)} RENAME TO ${quoteIdent(name)}`);
}

export async function writeCard(keeper: Session, name: string, written: PlanTwinCard): Promise<void> {
  const text = quoteLiteral(JSON.stringify(written));
  await keeper.query(`COMMENT ON DATABASE ${quoteIdent(name)} IS ${text}`);
}

export async function dropDatabase(keeper: Session, name: string): Promise<void> {
  await keeper.query(`DROP DATABASE IF EXISTS ${quoteIdent(name)} WITH (FORCE)`);
}

/**
 * Under a collation that is not C an index serves no LIKE 'a%', and texts are estimated otherwise. The operating
 * system's locales are not everywhere: ICU's stand in for them.
 */
function localeOf({ collate, provider, icuLocale }: TargetFacts): string {
  if (provider === 'builtin' || /^(c|posix)($|\.)/i.test(collate)) {
    return "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'";
  }
  const language = icuLocale ?? collate.replace(/[.@].*$/, '').replaceAll('_', '-');
  return `LOCALE_PROVIDER icu ICU_LOCALE ${quoteLiteral(language)} LOCALE 'C'`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
