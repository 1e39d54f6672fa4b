/** Figures in sentences, and what is counted by the call. */
import type { Statement } from '../workload';

/** 1,234,567 and 12.5: whole above ten. */
export function figure(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: value < 10 ? 1 : 0 });
}

export function megabytes(blocks: number, blockBytes: number): string {
  return `${figure((blocks * blockBytes) / 1_048_576)} MB`;
}

/** Found in PostgreSQL's memory or not. */
export function blocksPerCall({ sharedHitBlocks, sharedReadBlocks, calls }: Statement): number {
  return (sharedHitBlocks + sharedReadBlocks) / Math.max(calls, 1);
}

export function rowsPerCall({ rows, calls }: Statement): number {
  return rows / Math.max(calls, 1);
}
