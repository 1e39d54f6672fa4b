import { FAX } from '../../gallery/exampleChanges';
import { PROOF_LENGTH, proofAt } from '../../gallery/exampleProof';
import { revisionsPlan } from '../../gallery/exampleStatements';
import type { DiffRead } from './diffState';
import { EMPTY_FORM, type ProofPanelState, type RevisionPanelState } from './panelState';

const revision: RevisionPanelState = {
  kind: 'revision',
  chosenCount: 12,
  form: { ...EMPTY_FORM, message: 'as the models say' },
  heads: ['20260309101500-add-returned-order-status.js'],
  preview: { kind: 'shown', plan: revisionsPlan, isOld: false },
  writing: { kind: 'idle' },
};
const stamps = { database: 'shop', needsDatabaseName: true };
const adopting = { kind: 'shown', plan: { ...revisionsPlan, stamps, commented: [] }, isOld: false } as const;
const proof = (at: ReturnType<typeof proofAt> | null): ProofPanelState => ({
  kind: 'proof',
  chosenCount: 12,
  proof: at,
  error: null,
});

/** What is done with the chosen rows, in place of the list. */
export function panelFixtures(read: DiffRead): Readonly<Record<string, DiffRead>> {
  const inProduction = {
    ...read,
    place: { ...read.place, name: 'shop-production', role: 'production' as const },
  };
  return {
    'revision, no message': {
      ...read,
      panel: { ...revision, form: EMPTY_FORM, preview: { kind: 'incomplete' } },
    },
    'revision, looking': { ...read, panel: { ...revision, preview: { kind: 'loading' } } },
    revision: { ...read, panel: revision },
    'revision, several heads': { ...read, panel: { ...revision, heads: ['a.js', 'b.js'] } },
    'revision, left out': {
      ...read,
      panel: {
        ...revision,
        preview: {
          kind: 'shown',
          isOld: false,
          plan: {
            ...revisionsPlan,
            files: null,
            blocked: [
              {
                rowId: 'view public.customer_contacts',
                needs: FAX,
                message:
                  'It needs column public.customers.fax to be dropped, which destroys the values of fax.',
              },
            ],
          },
        },
      },
    },
    'revision, changed meanwhile': {
      ...read,
      panel: {
        ...revision,
        writing: {
          kind: 'failed',
          error: {
            kind: 'files-changed',
            message: 'The files have changed since this was shown.',
            hint: 'Look again, then write.',
            names: ['20260310120000-add-weight-to-products.js'],
          },
        },
      },
    },
    'adopt, production': { ...inProduction, panel: { ...revision, kind: 'adopt', preview: adopting } },
    revert: { ...read, panel: { ...revision, kind: 'revert' } },
    'proof, starting': { ...read, panel: proof(null) },
    'proof, running': { ...read, panel: proof(proofAt(2, 'running')) },
    'proof, proven': { ...read, panel: proof(proofAt(PROOF_LENGTH, 'held')) },
    'proof, refuted': {
      ...read,
      panel: proof(
        proofAt(3, 'failed', {
          message: 'The copy still differs from what was wanted.',
          differences: ['alter table public.orders: takes ACCESS EXCLUSIVE, rewrites the table'],
        }),
      ),
    },
    'proof, statement failed': {
      ...read,
      panel: proof(
        proofAt(2, 'failed', {
          message: 'default for column "status" cannot be cast automatically to type order_status',
          sql: 'ALTER TABLE public.orders ALTER COLUMN status TYPE public.order_status',
        }),
      ),
    },
    'proof, impossible': {
      ...read,
      panel: proof({
        ...proofAt(1, 'failed', { message: 'The extension postgis is not on the local server.' }),
        verdict: 'impossible',
      }),
    },
  };
}
