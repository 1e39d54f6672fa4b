/** Where counters stood as an index was first seen to be ready: this user's own, in Lockstep's home. */
import { join } from 'node:path';
import { z } from 'zod';
import { type JsonFile, jsonFile } from '../../home/jsonFile';
import type { Baseline } from './baseline';

export interface KeptBaseline extends Baseline {
  /** host:port/database: a replica counts for itself. */
  readonly place: string;
  /** See `fetchDatabaseIdentity`. */
  readonly database: string;
  readonly schema: string;
  readonly index: string;
  /** One that was made anew is another one. */
  readonly oid: number;
}

interface Baselines {
  readonly version: 1;
  readonly baselines: readonly KeptBaseline[];
}

const count = z.object({
  ...{ queryId: z.string(), by: z.string(), calls: z.number(), totalMs: z.number() },
  since: z.string().nullable(),
});

const schema: z.ZodType<Baselines> = z.object({
  version: z.literal(1),
  baselines: z.array(
    z.object({
      ...{ place: z.string(), database: z.string(), schema: z.string(), index: z.string(), oid: z.number() },
      ...{ at: z.string(), since: z.string().nullable(), scans: z.number() },
      counts: z.array(count),
    }),
  ),
});

/** Newest. */
const MOST_KEPT = 1000;

export type BaselinesFile = JsonFile<Baselines>;

export function baselinesFile(home: string): BaselinesFile {
  return jsonFile(join(home, 'index-baselines.json'), schema, { version: 1, baselines: [] });
}

/** In place of those of the same indexes. */
export async function keepBaselines(file: BaselinesFile, kept: readonly KeptBaseline[]): Promise<void> {
  if (kept.length === 0) return;
  await file.change(({ baselines }) => {
    const others = baselines.filter((each) => !kept.some((one) => isOfSame(one, each)));
    return { version: 1, baselines: [...others, ...kept].slice(-MOST_KEPT) };
  });
}

export function isOfSame(
  one: Pick<KeptBaseline, 'place' | 'database' | 'schema' | 'index'>,
  other: Pick<KeptBaseline, 'place' | 'database' | 'schema' | 'index'>,
): boolean {
  return (
    one.place === other.place &&
    one.database === other.database &&
    one.schema === other.schema &&
    one.index === other.index
  );
}
