import { Button, type ButtonProps, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './ToolbarMenu.module.css';

interface ToolbarMenuProps {
  readonly label: string;
  readonly variant?: ButtonProps['variant'];
  readonly isDisabled?: boolean;
  readonly children: ReactNode;
}

/** A button of the toolbar with several ways to do it. */
export function ToolbarMenu({ label, variant = 'default', isDisabled = false, children }: ToolbarMenuProps) {
  return (
    // In place, so that what opens is part of the toolbar to who can’t see it.
    <Menu withinPortal={false} withInitialFocusPlaceholder={false} zIndex={200}>
      <Menu.Target>
        <Button
          variant={variant}
          disabled={isDisabled}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={styles.menu ?? ''}>{children}</Menu.Dropdown>
    </Menu>
  );
}
