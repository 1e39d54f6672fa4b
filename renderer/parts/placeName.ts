import type { ConnectionSummary } from '../../electron/contract';

/** What buttons call the place where something will happen. */
export function placeName({ name, database, isDemo }: ConnectionSummary): string {
  return isDemo ? `${database} (demo)` : name;
}
