import type { ConnectionSummary } from '../../electron/contract/connections';

/** What buttons call the place where something will happen. */
export function placeName({ name, database, isDemo }: ConnectionSummary): string {
  return isDemo ? `${database} (demo)` : name;
}
