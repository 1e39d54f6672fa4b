import type { ReactNode } from 'react';

interface ScrollRegionProps {
  readonly label: string;
  readonly className?: string | undefined;
  /** What it shows is of before, and the new is on its way. */
  readonly isOld?: boolean;
  readonly children: ReactNode;
}

/** A part of the screen that scrolls by itself: the keyboard has to reach it, also when nothing in it takes focus. */
export function ScrollRegion({ label, className, isOld, children }: ScrollRegionProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className={className} aria-label={label} data-old={isOld || undefined} tabIndex={0}>
      {children}
    </section>
  );
}
