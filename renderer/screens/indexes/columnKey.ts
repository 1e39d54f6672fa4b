import type { TargetColumn } from '../../../electron/contract/indexes';

export function columnKey({ schema, table, column }: Omit<TargetColumn, 'type' | 'isPrivate'>): string {
  return JSON.stringify([schema, table, column]);
}
