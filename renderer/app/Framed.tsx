import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { ErrorBoundary } from './ErrorBoundary';
import { FrameView } from './FrameView';
import { Palette } from './Palette';
import { type FramePlace, useFrame } from './useFrame';
import { usePaletteGroups } from './usePaletteGroups';

interface FramedProps {
  readonly place: FramePlace;
  readonly children: ReactNode;
}

/** A screen in the frame, with the palette. */
export function Framed({ place, children }: FramedProps) {
  const [path] = useLocation();
  const { state, actions } = useFrame(place);
  return (
    <>
      <FrameView state={state} actions={actions}>
        <ErrorBoundary key={path}>{children}</ErrorBoundary>
      </FrameView>
      <Palette groups={usePaletteGroups(place.pair, state)} />
    </>
  );
}
