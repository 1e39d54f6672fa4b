const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** As PostgreSQL's pg_size_pretty counts, by 1024: 512 bytes, 18 MB, 1.2 GB. */
export function formatBytes(bytes: string): string {
  let amount = Number(bytes);
  let unit = 0;
  while (amount >= 1024 && unit < UNITS.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  const text = amount < 10 && unit > 0 ? amount.toFixed(1).replace(/\.0$/, '') : String(Math.round(amount));
  return `${text} ${UNITS[unit]}`;
}
