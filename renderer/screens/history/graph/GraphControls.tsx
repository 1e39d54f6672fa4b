import { ActionIcon } from '@mantine/core';
import { IconCurrentLocation, IconMinus, IconPlus } from '@tabler/icons-react';
import { Panel } from '@xyflow/react';
import styles from './RevisionGraph.module.css';
import type { GraphViewport } from './useGraphViewport';

export function GraphControls({ viewport }: { readonly viewport: GraphViewport }) {
  return (
    <Panel position="bottom-right" className={styles.controls}>
      <ActionIcon aria-label="Zoom in" title="Zoom in (+)" onClick={viewport.zoomIn}>
        <IconPlus size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon aria-label="Zoom out" title="Zoom out (−)" onClick={viewport.zoomOut}>
        <IconMinus size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        aria-label="Show the current revision"
        title="Show the current revision (f)"
        onClick={viewport.showCurrent}
      >
        <IconCurrentLocation size={16} aria-hidden />
      </ActionIcon>
    </Panel>
  );
}
