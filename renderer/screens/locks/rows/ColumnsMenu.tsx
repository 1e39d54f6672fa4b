import { Menu } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { ToolbarMenu } from '../../../parts/ToolbarMenu';

interface ColumnsMenuProps {
  /** Of the table, without those of its key. */
  readonly others: readonly string[];
  readonly columns: readonly string[];
  readonly onChoose: (columns: readonly string[]) => void;
}

const MOST = 20;

/** Which other columns help to know a row. In the order of the table. */
export function ColumnsMenu({ others, columns, onChoose }: ColumnsMenuProps) {
  const chosen = new Set(columns);
  const toggle = (column: string) =>
    onChoose(others.filter((each) => (each === column ? !chosen.has(each) : chosen.has(each))));
  return (
    <ToolbarMenu
      label={columns.length === 0 ? 'Columns' : `Columns (${columns.length})`}
      isDisabled={others.length === 0}
    >
      {others.map((column) => (
        <Menu.Item
          key={column}
          closeMenuOnClick={false}
          disabled={!chosen.has(column) && chosen.size >= MOST}
          leftSection={
            <IconCheck size={14} aria-hidden visibility={chosen.has(column) ? 'visible' : 'hidden'} />
          }
          aria-current={chosen.has(column) || undefined}
          onClick={() => toggle(column)}
        >
          <code>{column}</code>
        </Menu.Item>
      ))}
    </ToolbarMenu>
  );
}
