/** Proofs that the SQL leads where it should, as far as they are. */
import type { ProofSnapshot, ProofStep } from '../../electron/contract/catalog';

const PROOF_STEPS: readonly Pick<ProofStep, 'name' | 'title'>[] = [
  { name: 'clone-to', title: 'The models are copied to the local server' },
  { name: 'clone-from', title: 'The schema of Demo shop is copied to the local server' },
  { name: 'apply', title: 'The SQL runs on the copy of Demo shop' },
  { name: 'compare', title: 'The copy is what was wanted' },
  { name: 'again', title: 'A second comparison finds nothing to do' },
  { name: 'reverse', title: 'What takes it back leads back to Demo shop' },
];

/** A proof of which so many steps held, and one failed or runs. */
export function proofAt(
  held: number,
  then: ProofStep['status'],
  last: Partial<ProofStep> = {},
): ProofSnapshot {
  const isRunning = then === 'running';
  const steps = PROOF_STEPS.map((step, index): ProofStep => {
    const rest = isRunning ? 'waiting' : 'not-reached';
    const status = index < held ? 'held' : index === held ? then : rest;
    return { ...step, status, message: null, sql: null, differences: [], ...(index === held && last) };
  });
  if (held === PROOF_STEPS.length) return { steps, verdict: 'proven' };
  return { steps, verdict: isRunning ? 'running' : 'refuted' };
}

export const PROOF_LENGTH = PROOF_STEPS.length;
