import type { Session } from '../../connection/session';
import { CoreError } from '../../errors';

export interface PlannerSetting {
  readonly name: string;
  /** In the unit that set_config takes when none is named. */
  readonly value: string;
}

/** What a planner goes by besides its statistics. */
export interface TargetFacts {
  readonly serverVersion: number;
  readonly collate: string;
  readonly provider: 'libc' | 'icu' | 'builtin';
  readonly icuLocale: string | null;
  readonly settings: readonly PlannerSetting[];
}

/** https://www.postgresql.org/docs/18/runtime-config-query.html, and what plans need from elsewhere. */
const NAMES = [
  ...['work_mem', 'hash_mem_multiplier', 'effective_cache_size', 'effective_io_concurrency', 'temp_buffers'],
  ...['seq_page_cost', 'random_page_cost', 'cpu_tuple_cost', 'cpu_index_tuple_cost', 'cpu_operator_cost'],
  ...['parallel_setup_cost', 'parallel_tuple_cost', 'min_parallel_table_scan_size', 'debug_parallel_query'],
  ...['min_parallel_index_scan_size', 'max_parallel_workers', 'max_parallel_workers_per_gather'],
  ...['parallel_leader_participation', 'max_parallel_maintenance_workers', 'maintenance_work_mem'],
  ...[
    'jit',
    'jit_above_cost',
    'jit_inline_above_cost',
    'jit_optimize_above_cost',
    'default_statistics_target',
  ],
  ...['from_collapse_limit', 'join_collapse_limit', 'constraint_exclusion', 'cursor_tuple_fraction'],
  ...['plan_cache_mode', 'recursive_worktable_factor', 'geqo', 'geqo_threshold', 'geqo_effort'],
  ...['geqo_pool_size', 'geqo_generations', 'geqo_selection_bias', 'geqo_seed'],
  ...['TimeZone', 'DateStyle', 'IntervalStyle', 'transform_null_equals'],
];

const SQL = `SELECT pg_catalog.current_setting('server_version_num')::int AS "serverVersion",
    d.datcollate AS collate, pg_catalog.to_jsonb(d) ->> 'datlocprovider' AS letter,
    coalesce(pg_catalog.to_jsonb(d) ->> 'datlocale', pg_catalog.to_jsonb(d) ->> 'daticulocale') AS "icuLocale",
    session_user AS user,
    (SELECT pg_catalog.json_agg(pg_catalog.json_build_object('name', s.name, 'value', s.setting) ORDER BY s.name)
      FROM pg_catalog.pg_settings s WHERE s.name = ANY ($1) OR s.name LIKE 'enable\\_%') AS settings,
    pg_catalog.current_setting('search_path') AS search_path
  FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()`;

interface Row extends Omit<TargetFacts, 'provider'> {
  readonly letter: string | null;
  readonly user: string;
  readonly search_path: string;
}

/** In a session whose settings are still those that the role gets. */
export async function fetchTargetFacts(session: Session): Promise<TargetFacts> {
  const [row] = await session.query<Row>(SQL, [NAMES]);
  if (!row) throw new CoreError({ kind: 'bug', id: 'target', message: 'The server said nothing of itself.' });
  const { letter, user, search_path, ...facts } = row;
  const searchPath = search_path.replace(/"?\$user"?/, `"${user.replaceAll('"', '""')}"`);
  return {
    ...facts,
    provider: letter === 'i' ? 'icu' : letter === 'b' ? 'builtin' : 'libc',
    icuLocale: letter === 'i' ? facts.icuLocale : null,
    settings: [...facts.settings, { name: 'search_path', value: searchPath }],
  };
}

/** What a newer planner than the target's can do and would not do there. */
export const NEWER_ABILITIES: readonly { readonly name: string; readonly since: number }[] = [
  { name: 'enable_self_join_elimination', since: 180000 },
  { name: 'enable_distinct_reordering', since: 180000 },
  { name: 'enable_group_by_reordering', since: 170000 },
  { name: 'enable_presorted_aggregate', since: 160000 },
];

/** In a session on the twin: plans as the target's would from now on. What the twin does not know is left. */
export async function applySettings(
  session: Session,
  { settings, serverVersion }: Pick<TargetFacts, 'settings' | 'serverVersion'>,
): Promise<void> {
  const off = NEWER_ABILITIES.filter(({ since }) => serverVersion < since);
  const wanted = [...settings, ...off.map(({ name }) => ({ name, value: 'off' }))];
  await session.query(
    `SELECT pg_catalog.set_config(w.name, w.value, false)
      FROM pg_catalog.jsonb_to_recordset($1::jsonb) AS w (name text, value text)
      JOIN pg_catalog.pg_settings s ON pg_catalog.lower(s.name) = pg_catalog.lower(w.name)
      WHERE s.context IN ('user', 'superuser')`,
    [JSON.stringify(wanted)],
  );
}
