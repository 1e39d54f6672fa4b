import '@xyflow/react/dist/base.css';
import { ReactFlowProvider } from '@xyflow/react';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import type { Size } from './viewport';

interface MeasuredGraphProps {
  readonly className: string | undefined;
  readonly children: (size: Size) => ReactNode;
}

/** Measures its place before React Flow draws, so that the first picture is already where it belongs. */
export function MeasuredGraph({ className, children }: MeasuredGraphProps) {
  const place = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size | null>(null);
  useLayoutEffect(() => {
    const { clientWidth: width, clientHeight: height } = place.current ?? { clientWidth: 0, clientHeight: 0 };
    setSize({ width, height });
  }, []);
  return (
    <div ref={place} className={className}>
      {size && <ReactFlowProvider>{children(size)}</ReactFlowProvider>}
    </div>
  );
}
