import { ActionIcon } from '@mantine/core';
import { IconLayoutDistributeHorizontal, IconMinus, IconPlus } from '@tabler/icons-react';
import { Panel } from '@xyflow/react';
import styles from './BlockingGraph.module.css';
import type { GraphWindow } from './useGraphWindow';

interface GraphControlsProps {
  readonly view: GraphWindow;
  readonly onArrange: () => void;
}

export function GraphControls({ view, onArrange }: GraphControlsProps) {
  return (
    <Panel position="bottom-right" className={styles.controls}>
      <ActionIcon
        aria-label="Arrange anew"
        title="Arrange anew: while it refreshes everybody keeps their place"
        onClick={onArrange}
      >
        <IconLayoutDistributeHorizontal size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon aria-label="Zoom out" title="Zoom out (−)" onClick={view.zoomOut}>
        <IconMinus size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon aria-label="Zoom in" title="Zoom in (+)" onClick={view.zoomIn}>
        <IconPlus size={16} aria-hidden />
      </ActionIcon>
    </Panel>
  );
}
