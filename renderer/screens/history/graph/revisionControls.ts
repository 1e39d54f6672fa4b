import { IconCurrentLocation, IconMinus, IconPlus } from '@tabler/icons-react';
import type { GraphControl } from '../../../parts/graph/GraphControls';
import type { RevisionWindow } from './useRevisionWindow';

export function controlsOf({ zoomIn, zoomOut, showCurrent }: RevisionWindow): readonly GraphControl[] {
  return [
    { label: 'Zoom in', title: 'Zoom in (+)', icon: IconPlus, act: zoomIn },
    { label: 'Zoom out', title: 'Zoom out (−)', icon: IconMinus, act: zoomOut },
    {
      label: 'Show the current revision',
      title: 'Show the current revision (f)',
      icon: IconCurrentLocation,
      act: showCurrent,
    },
  ];
}
