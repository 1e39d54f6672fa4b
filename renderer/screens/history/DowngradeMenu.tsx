import { Menu } from '@mantine/core';
import { ToolbarMenu } from '../../parts/ToolbarMenu';
import type { HistoryShown } from './historyState';
import { isApplied } from './inspector/inspectorState';

interface DowngradeMenuProps {
  readonly shown: HistoryShown | null;
  readonly onDowngrade: (target: string) => void;
}

export function DowngradeMenu({ shown, onDowngrade }: DowngradeMenuProps) {
  const current = shown?.history.current ?? [];
  const selected = shown?.selected;
  return (
    <ToolbarMenu label="Downgrade" isDisabled={current.length === 0}>
      {current.length === 1 && <Menu.Item onClick={() => onDowngrade('-1')}>Downgrade one</Menu.Item>}
      {current.length > 1 &&
        current.map((name) => (
          // Of several, -1 alone would not say which.
          <Menu.Item key={name} onClick={() => onDowngrade(`${name}@-1`)}>
            Undo <code>{name}</code>
          </Menu.Item>
        ))}
      {selected && isApplied(selected) && !selected.isCurrent && (
        <Menu.Item onClick={() => onDowngrade(selected.name)}>
          To <code>{selected.name}</code>
        </Menu.Item>
      )}
      <Menu.Divider />
      <Menu.Item onClick={() => onDowngrade('base')}>To base: undo all</Menu.Item>
    </ToolbarMenu>
  );
}
