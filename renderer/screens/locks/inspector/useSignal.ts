import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { LockParty, SignalReport } from '../../../../electron/contract/locks';
import { type Api, useApi } from '../../../api';
import { attemptOf } from '../../../parts/attempt';
import type { Place } from '../../../usePlace';
import type { LocksActions } from '../LocksView';
import { asksFirst, NO_SIGNAL, type SignalState, type SignalVerb } from './inspectorState';

interface SignalWanted {
  readonly connectionId: string;
  readonly key: string | null;
  /** Who stands there now; null: nobody any more. */
  readonly of: LockParty | null;
  readonly place: Place;
}

interface Asking {
  readonly of: LockParty;
  readonly verb: SignalVerb;
  readonly typedName: string;
}

interface Sent extends Asking {
  /** Of the inspector at the time: what came of it is told there. */
  readonly key: string | null;
}

type SignalActions = Pick<LocksActions, 'signal' | 'typeName' | 'confirm' | 'keep'>;

/** Sends to exactly the one that was asked about, whoever has its pid by then. */
export function useSignal({ connectionId, key, of, place }: SignalWanted): {
  readonly state: SignalState;
  readonly actions: SignalActions;
} {
  const api = useApi();
  const [asking, setAsking] = useState<Asking | null>(null);
  const { mutate, reset, data, variables, isPending, error } = useMutation({
    mutationFn: (sent: Sent) => sendSignal(api, connectionId, sent, place),
    onSuccess: () => setAsking(null),
  });
  const isOfThis = variables?.key === key;
  const current = asking && of && isSame(asking.of, of) ? asking : null;
  const send = (what: Asking) => mutate({ ...what, key });
  const ask = (verb: SignalVerb) => {
    if (!of) return;
    reset();
    const what = { of, verb, typedName: '' };
    if (asksFirst(verb, place.role === 'production')) setAsking(what);
    else send(what);
  };
  return {
    state: isOfThis
      ? {
          asking: current,
          attempt: attemptOf({ isPending, error }),
          report: data && variables ? { verb: variables.verb, report: data } : null,
        }
      : { ...NO_SIGNAL, asking: current },
    actions: {
      signal: ask,
      typeName: (typedName) => setAsking((before) => before && { ...before, typedName }),
      confirm: () => current && send(current),
      keep: () => setAsking(null),
    },
  };
}

function isSame(a: LockParty, b: LockParty): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function sendSignal(
  api: Api,
  connectionId: string,
  { of, verb, typedName }: Sent,
  { role }: Place,
): Promise<SignalReport> {
  const confirmed = role === 'production' ? { databaseName: typedName } : {};
  if ('gid' in of) return api.locks.rollbackPrepared({ connectionId, ...of, ...confirmed });
  const send = verb === 'cancel' ? api.locks.cancel : api.locks.terminate;
  return send({ connectionId, ...of, ...confirmed });
}
