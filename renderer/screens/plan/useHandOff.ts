import { useClipboard } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { HandOff, Plan } from '../../../electron/contract/revisions';
import type { Pair } from '../../app/addresses';
import { saveFile } from '../../parts/saveFile';
import { useCapture } from '../../useCapture';
import { bundleName, zipBundle } from './bundle';
import type { PlanActions } from './PlanView';
import type { HandOffAim, PlanHandOff } from './planState';

interface Asked {
  readonly planId: string;
  readonly aim: HandOffAim;
}

const COPIED_FOR_MS = 1500;

/** The plan's SQL: captured when first asked for, then copied or saved; a new plan forgets it. */
export function useHandOff(
  pair: Pair,
  plan: Plan | undefined,
  projectName: string,
): {
  readonly state: PlanHandOff;
  readonly actions: Pick<PlanActions, 'copySql' | 'saveBundle' | 'cancelSql'>;
} {
  const capture = useCapture(pair);
  const { copy, copied } = useClipboard({ timeout: COPIED_FOR_MS });
  const [asked, setAsked] = useState<Asked | null>(null);
  const isOfThisPlan = asked !== null && asked.planId === plan?.id;
  const handOff = isOfThisPlan && capture.state.kind === 'done' ? capture.state.handOff : null;
  const give = (aim: HandOffAim, what: HandOff) => {
    if (aim === 'copy') copy(what.sql);
    else saveFile(bundleName(projectName, what), zipBundle(what), 'application/zip');
  };
  const want = (aim: HandOffAim) => {
    if (handOff) return give(aim, handOff);
    if (!plan) return;
    setAsked({ planId: plan.id, aim });
    capture.begin(plan.direction, plan.target);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the capture that was asked for is there
  useEffect(() => {
    if (handOff && asked) give(asked.aim, handOff);
  }, [handOff]);
  return {
    state: {
      capture: isOfThisPlan ? capture.state : { kind: 'none' },
      aim: asked?.aim ?? 'copy',
      isCopied: copied,
    },
    actions: {
      copySql: () => want('copy'),
      saveBundle: () => want('save'),
      cancelSql: capture.cancel,
    },
  };
}
