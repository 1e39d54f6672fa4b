/** package.json's key "lockstep": for what no other tool's file says. */
import { z } from 'zod';
import type { LedgerName } from '../project';
import { type Layer, saidOf } from './layer';
import { parseLedgerName } from './ledgerName';
import { badKey, type PackageFile } from './packageFile';

const text = z.string().min(1);
const ownKey = z.strictObject({
  revisions: text.optional(),
  models: text.optional(),
  config: text.optional(),
  environment: text.optional(),
  ledger: z.union([text, z.strictObject({ table: text, schema: text.optional() })]).optional(),
  catchErrors: z.boolean().optional(),
});

export function readOwnKey(root: string, { lockstep }: PackageFile): Layer | null {
  if (lockstep === undefined) return null;
  const parsed = ownKey.safeParse(lockstep);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw badKey(root, `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
  }
  const { revisions, models, config, environment, ledger, catchErrors } = parsed.data;
  return {
    source: 'package.json',
    said: saidOf({ revisions, models, config, environment, url: undefined }),
    ledger: ledger === undefined ? null : ledgerOf(ledger),
    catchErrors: catchErrors ?? false,
    notes: [],
  };
}

type Given = string | { readonly table: string; readonly schema?: string | undefined };

function ledgerOf(given: Given): LedgerName {
  return typeof given === 'string'
    ? parseLedgerName(given)
    : { table: given.table, schema: given.schema ?? null };
}
