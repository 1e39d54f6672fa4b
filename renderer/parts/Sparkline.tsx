import styles from './Sparkline.module.css';

interface SparklineProps {
  /** Oldest first; null: not known. */
  readonly values: readonly (number | null)[];
  /** So many are at most shown, the latest at the right end. */
  readonly most: number;
  /** What it shows, for those who don’t see it. */
  readonly label: string;
}

const WIDTH = 72;
const HEIGHT = 18;

/** Of one size, whatever is known: nothing moves as values come. */
export function Sparkline({ values, most, label }: SparklineProps) {
  return (
    <svg
      className={styles.sparkline}
      role="img"
      aria-label={label}
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
    >
      <line className={styles.base} x1={0} x2={WIDTH} y1={HEIGHT - 1} y2={HEIGHT - 1} />
      {linesOf(values, most).map((points) => (
        <polyline key={points} className={styles.line} points={points} />
      ))}
    </svg>
  );
}

/** One for each stretch without a gap; a value alone is a short stroke. */
export function linesOf(values: readonly (number | null)[], most: number): readonly string[] {
  const highest = Math.max(...values.map((value) => value ?? 0), Number.MIN_VALUE);
  const step = WIDTH / most;
  const lines: string[][] = [[]];
  for (const [index, value] of values.entries()) {
    if (value === null) lines.push([]);
    else {
      const right = WIDTH - (values.length - 1 - index) * step;
      const y = HEIGHT - 2 - (value / highest) * (HEIGHT - 4);
      lines.at(-1)?.push(`${round(right - step)},${round(y)}`, `${round(right)},${round(y)}`);
    }
  }
  return lines.filter((points) => points.length > 0).map((points) => points.join(' '));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
