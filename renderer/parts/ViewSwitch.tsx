import { Button } from '@mantine/core';
import { IconGitBranch, IconList } from '@tabler/icons-react';

export type ListOrGraph = 'list' | 'graph';

interface ViewSwitchProps {
  readonly view: ListOrGraph;
  readonly isDisabled: boolean;
  readonly onShow: (view: ListOrGraph) => void;
}

const VIEWS = [
  { view: 'list', label: 'List', icon: IconList },
  { view: 'graph', label: 'Graph', icon: IconGitBranch },
] as const;

export function ViewSwitch({ view: current, isDisabled, onShow }: ViewSwitchProps) {
  return (
    <Button.Group aria-label="Show as">
      {VIEWS.map(({ view, label, icon: Icon }) => (
        <Button
          key={view}
          variant={view === current ? 'light' : 'default'}
          disabled={isDisabled}
          aria-pressed={view === current}
          leftSection={<Icon size={14} aria-hidden />}
          onClick={() => onShow(view)}
        >
          {label}
        </Button>
      ))}
    </Button.Group>
  );
}
