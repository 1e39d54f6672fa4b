import { Button, Menu } from '@mantine/core';
import type { History } from '../../../electron/contract/revisions';
import { ToolbarMenu } from '../../parts/ToolbarMenu';

interface UpgradeButtonProps {
  readonly history: History | null;
  readonly onUpgrade: (target: string) => void;
}

/** To the head; where there are several, to all of them or to one. */
export function UpgradeButton({ history, onUpgrade }: UpgradeButtonProps) {
  if (!history) return <Button disabled>Upgrade to head</Button>;
  const { pendingCount, heads } = history;
  if (heads.length < 2) {
    return (
      <Button disabled={pendingCount === 0} onClick={() => onUpgrade('head')}>
        Upgrade to head ({pendingCount})
      </Button>
    );
  }
  return (
    <ToolbarMenu
      label={`Upgrade to heads (${pendingCount})`}
      variant="filled"
      isDisabled={pendingCount === 0}
    >
      <Menu.Item onClick={() => onUpgrade('heads')}>To all {heads.length} heads</Menu.Item>
      <Menu.Divider />
      {heads.map((name) => (
        <Menu.Item key={name} onClick={() => onUpgrade(name)}>
          To <code>{name}</code>
        </Menu.Item>
      ))}
    </ToolbarMenu>
  );
}
