import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConnectionInput } from '../../../electron/contract/connections';
import { errorInfo, useApi, useQueries } from '../../api';
import { useStream } from '../../useStream';
import type { ConnectActions } from './ConnectView';
import {
  changeForm,
  type Effective,
  EMPTY_FORM,
  type FormState,
  type FormValues,
  fillFrom,
  type Test,
  toConnectionInput,
} from './formState';

const DESCRIBE_AFTER_MS = 250;

interface FormHook {
  readonly state: FormState;
  readonly actions: Pick<ConnectActions, 'change' | 'test' | 'save'>;
}

export function useConnectionForm(onSaved: (connectionId: string) => void): FormHook {
  const [written, setWritten] = useState<FormValues>(EMPTY_FORM);
  const effective = useEffective(written);
  const values = written.url && effective.kind === 'shown' ? fillFrom(written, effective.target) : written;
  const test = useTest();
  const save = useSave((connectionId) => {
    setWritten(EMPTY_FORM);
    test.clear();
    onSaved(connectionId);
  });
  const input = toConnectionInput(values);
  return {
    state: {
      values,
      effective,
      test: test.state,
      isSaving: save.isPending,
      error: save.error && errorInfo(save.error),
    },
    actions: {
      change: (change) => {
        setWritten(changeForm(values, change));
        test.clear();
        save.reset();
      },
      test: () => input && test.begin(input),
      save: () => input && save.mutate(input),
    },
  };
}

/** Where the form leads, asked of core once the typing pauses. The password has no part in it. */
function useEffective(values: FormValues): Effective {
  const queries = useQueries();
  const input = toConnectionInput({ ...values, password: '', name: '', role: 'development' });
  const key = JSON.stringify(input);
  const [settled] = useDebouncedValue(key, DESCRIBE_AFTER_MS);
  const asked: ConnectionInput | null = JSON.parse(settled);
  const read = useQuery({
    ...queries.connections.describe.queryOptions({ input: asked ?? UNASKED }),
    enabled: asked !== null,
    gcTime: 0,
  });
  if (!input) return { kind: 'incomplete' };
  if (key !== settled || read.isPending) return { kind: 'checking' };
  return read.error ? { kind: 'failed', error: errorInfo(read.error) } : { kind: 'shown', target: read.data };
}

const UNASKED: ConnectionInput = { role: 'development', where: { url: '-' } };

function useTest() {
  const api = useApi();
  const [asked, setAsked] = useState<{ readonly key: number; readonly input: ConnectionInput } | null>(null);
  const stream = useStream(
    asked && `test ${asked.key}`,
    (signal) => api.connections.test(asked?.input ?? UNASKED, { signal }),
    () => false,
  );
  const state: Test | null = asked && {
    steps: stream.latest ?? [],
    isRunning: !stream.isEnded,
    error: stream.error,
  };
  return {
    state,
    begin: (input: ConnectionInput) => setAsked((before) => ({ key: (before?.key ?? 0) + 1, input })),
    clear: () => setAsked(null),
  };
}

function useSave(onSaved: (connectionId: string) => void) {
  const queries = useQueries();
  const client = useQueryClient();
  return useMutation(
    queries.connections.add.mutationOptions({
      onSuccess: async ({ id }) => {
        await client.invalidateQueries({ queryKey: queries.connections.list.key() });
        onSaved(id);
      },
    }),
  );
}
