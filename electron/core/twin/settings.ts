/** One set for every local server, because the demo and the twins share one and the first to come starts it. */
const defaults: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  max_prepared_transactions: '20',
  max_locks_per_transaction: '256',
  shared_preload_libraries: 'pg_stat_statements',
  track_io_timing: 'on',
  timezone: 'UTC',
  // Nothing in here is worth waiting for the disk at each commit; a crash still leaves it consistent.
  synchronous_commit: 'off',
  max_wal_size: '2GB',
};

/** Command-line options for postgres: they win over postgresql.conf, so nothing has to edit that file. */
export function settingOptions(settings: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries({ ...defaults, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
