import { useMantineColorScheme } from '@mantine/core';
import type { SpotlightActionGroupData } from '@mantine/spotlight';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { useQueries } from '../api';
import {
  authoringAddress,
  CONNECT,
  connectionAddress,
  diffAddress,
  driftAddress,
  historyAddress,
  NEW_CONNECTION,
  type Pair,
  planAddress,
  stampAddress,
} from './addresses';
import { indexesAddress, queriesAddress } from './adviceAddresses';
import type { FrameState } from './frameState';
import { locksAddress } from './locksAddress';

export function usePaletteGroups(pair: Pair | null, frame: FrameState): readonly SpotlightActionGroupData[] {
  const [, navigate] = useLocation();
  const { setColorScheme } = useMantineColorScheme();
  const { data: history } = useQuery(
    useQueries().revisions.history.queryOptions({
      input: pair ?? { connectionId: '-', projectId: '-' },
      enabled: false,
    }),
  );
  const action = (label: string, onClick: () => void, description?: string) => ({
    id: `${label} ${description ?? ''}`,
    label,
    onClick,
    ...(description && { description }),
  });
  const go = (label: string, address: string, description?: string) =>
    action(label, () => navigate(address), description);
  const { heads = [], revisions = [] } = history ?? {};
  const upgrade = heads.length > 1 ? 'heads' : 'head';
  const here = pair
    ? [
        go('History', historyAddress(pair)),
        go('Graph of the history', historyAddress(pair, { view: 'graph' })),
        go(`Upgrade to ${upgrade}`, planAddress(pair, 'up', upgrade), 'Shows the plan first'),
        go('Downgrade one', planAddress(pair, 'down', '-1'), 'Shows the plan first'),
        go('New revision', authoringAddress(pair, 'revision'), 'Shows the files first'),
        go('Stamp', stampAddress(pair), 'Shows the difference first'),
        go('Diff', diffAddress(pair), 'What the models say, and what is there'),
        go('New revision from the models', diffAddress(pair), 'Shows the differences first'),
        go('Drift', driftAddress(pair), 'What was changed by hand'),
        go('Indexes', indexesAddress(pair), 'What to make, drop or mend, and why'),
        go('Explain a statement', indexesAddress(pair, { panel: 'explain' }), 'On a copy without rows'),
        go('Private columns', indexesAddress(pair, { panel: 'private' }), 'Whose values that copy never has'),
        go('Queries', queriesAddress(pair), 'What is wrong with what is asked'),
        ...frame.connections
          .filter(({ id }) => id !== pair.connectionId)
          .map(({ id, name }) => {
            const to = { kind: 'connection', connectionId: id } as const;
            return go(`Compare with ${name}`, diffAddress(pair, { to }));
          }),
      ]
    : [];
  const joins =
    pair && heads.length > 1
      ? [
          go('Merge heads', authoringAddress(pair, 'merge'), 'Shows the files first'),
          go('Rebase a branch', authoringAddress(pair, 'rebase'), 'Shows the files first'),
        ]
      : [];
  const onServer = frame.connection
    ? [
        go('Locks', locksAddress(frame.connection.id), 'Who blocks whom'),
        go(
          'Locked rows',
          locksAddress(frame.connection.id, { tab: 'rows' }),
          'Of a table, with who holds them',
        ),
      ]
    : [];
  return [
    {
      group: 'Do',
      actions: [
        ...here,
        ...joins,
        ...onServer,
        go('Connect…', CONNECT),
        go('New connection', NEW_CONNECTION),
      ],
    },
    {
      group: 'Connections',
      actions: frame.connections.map(({ id, name, role }) => go(name, connectionAddress(id), role)),
    },
    {
      group: 'Projects',
      actions: pair
        ? frame.projects.map(({ id, name, folder }) =>
            go(name, historyAddress({ ...pair, projectId: id }), folder),
          )
        : [],
    },
    {
      group: 'Revisions',
      actions: pair
        ? revisions.map(({ name, state }) =>
            go(name, historyAddress(pair, { at: name, inspecting: true }), state),
          )
        : [],
    },
    {
      group: 'Theme',
      actions: [
        action('Light theme', () => setColorScheme('light')),
        action('Dark theme', () => setColorScheme('dark')),
        action('Theme as the system', () => setColorScheme('auto')),
      ],
    },
  ];
}
