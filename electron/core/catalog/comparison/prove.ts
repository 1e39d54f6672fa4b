/**
 * The deep check: on copies without rows, the SQL of a choice makes one side as it is wanted, nothing is left to do,
 * and the reverse leads back. Neither side's own database is touched. Start at `prove`.
 */
import { CoreError } from '../../errors';
import type { Push } from '../../snapshots';
import type { Stretches } from '../../stretches';
import type { Scratch } from '../../twin/scratchDatabase';
import type { Twin } from '../../twin/twinKeeper';
import type { Catalog } from '../catalog';
import { cloneCatalog } from '../clone/cloneCatalog';
import { type Cloning, openCloning } from '../clone/cloning';
import { differencesOf, runAndCompare } from '../clone/runAndCompare';
import { runChanges } from '../clone/runChanges';
import type { Change } from '../diff/diffCatalogs';
import { fetchCatalog } from '../fetchCatalog';
import { back, chooseRows, forth } from './choose';
import type { Compared } from './compareCatalogs';
import type { ProofSnapshot, ProofStep } from './comparison';
import { StillDifferent } from './proofFailure';
import { createProofSteps, type ProofSteps } from './proofSteps';

export interface Proof {
  readonly from: Catalog;
  readonly wanted: Catalog;
  readonly forth: readonly Change[];
  readonly back: readonly Change[];
  /** For people. */
  readonly labels: { readonly from: string; readonly to: string };
  readonly twin: Twin;
}

export function* proofOf(
  compared: Compared,
  asked: readonly string[],
): Stretches<Omit<Proof, 'labels' | 'twin'>> {
  const chosen = chooseRows(compared, asked);
  return {
    from: compared.original.catalog,
    wanted: chosen.wanted.catalog,
    forth: (yield* forth(compared, chosen)).changes,
    back: (yield* back(compared, chosen)).changes,
  };
}

export async function prove(
  proof: Proof,
  push: Push<ProofSnapshot>,
  signal: AbortSignal,
): Promise<ProofSnapshot> {
  const steps = createProofSteps(titlesOf(proof), push);
  const wanted = await steps.run('clone-to', () => readWanted(proof, signal));
  if (wanted === null) return steps.end('impossible');
  return proof.twin.withScratchDatabase(async (scratch, ending) => {
    const copied = await steps.run('clone-from', () => copy(scratch, proof.from, ending));
    if (copied === null) return steps.end('impossible');
    const cloning = await openCloning(scratch);
    try {
      const isProven = await tryBothWays(
        { ...proof, wanted, copied, scratch, cloning, signal: ending },
        steps,
      );
      return steps.end(isProven ? 'proven' : 'refuted');
    } finally {
      await cloning.close();
    }
  }, signal);
}

function titlesOf({ labels }: Proof): readonly (readonly [ProofStep['name'], string])[] {
  return [
    ['clone-to', `${labels.to} is copied, without rows`],
    ['clone-from', `${labels.from} is copied, without rows`],
    ['apply', 'The SQL runs on that copy'],
    ['compare', 'It is as it was wanted'],
    ['again', 'Nothing is left to do, in either direction'],
    ['reverse', 'The reverse leads back'],
  ];
}

/** As the local server spells it, whose version may be another. */
function readWanted({ wanted, twin }: Proof, signal: AbortSignal): Promise<Catalog> {
  return twin.withScratchDatabase((scratch, ending) => copy(scratch, wanted, ending), signal);
}

async function copy(scratch: Scratch, catalog: Catalog, signal: AbortSignal): Promise<Catalog> {
  const [refused] = await cloneCatalog(scratch, catalog, signal);
  if (refused) throw new CoreError({ kind: 'bad-input', message: refused.message });
  return fetchCatalog(scratch.guest, signal);
}

interface Trial extends Pick<Proof, 'forth' | 'back'> {
  readonly wanted: Catalog;
  readonly copied: Catalog;
  readonly scratch: Scratch;
  readonly cloning: Cloning;
  readonly signal: AbortSignal;
}

async function tryBothWays(trial: Trial, steps: ProofSteps): Promise<boolean> {
  const { forth, back, wanted, copied, scratch, cloning, signal } = trial;
  const read = () => fetchCatalog(scratch.guest, signal);
  const isApplied = await steps.run('apply', async () => {
    await runChanges(cloning, forth, signal);
    return true;
  });
  if (!isApplied) return false;
  const made = await steps.run('compare', async () => nothingDiffers(await read(), wanted, signal));
  if (!made) return false;
  const isSettled = await steps.run('again', async () => nothingDiffers(wanted, await read(), signal));
  if (!isSettled) return false;
  return (
    (await steps.run('reverse', async () => {
      mustBeNone(await runAndCompare({ place: cloning, read }, back, copied, signal));
      return true;
    })) ?? false
  );
}

async function nothingDiffers(from: Catalog, to: Catalog, signal: AbortSignal): Promise<true> {
  mustBeNone(await differencesOf(from, to, signal));
  return true;
}

function mustBeNone(differences: readonly string[]): void {
  if (differences.length > 0) throw new StillDifferent(differences);
}
