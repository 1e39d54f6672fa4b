import { useMantineColorScheme } from '@mantine/core';
import type { SpotlightActionGroupData } from '@mantine/spotlight';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { useQueries } from '../api';
import {
  CONNECT,
  connectionAddress,
  historyAddress,
  NEW_CONNECTION,
  type Pair,
  planAddress,
} from './addresses';
import type { FrameState } from './frameState';

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
  const here = pair
    ? [
        go('History', historyAddress(pair)),
        go('Upgrade to head', planAddress(pair, 'up', 'head'), 'Shows the plan first'),
        go('Downgrade one', planAddress(pair, 'down', '-1'), 'Shows the plan first'),
      ]
    : [];
  const revisions = history?.revisions ?? [];
  return [
    { group: 'Do', actions: [...here, go('Connect…', CONNECT), go('New connection', NEW_CONNECTION)] },
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
