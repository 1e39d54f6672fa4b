import { COLUMNS } from './columns';

export interface Slot {
  readonly name: string;
  readonly variants: readonly string[];
  /** Filled in this share of schemas, from 0 to 1. */
  readonly weight: number;
}

export function slot(name: string, weight: number, ...variants: readonly string[]): Slot {
  return { name, weight, variants };
}

export function columnSlot(table: string, name: string, weight: number): Slot {
  const fill = (text: string) => text.replaceAll('~', table).replaceAll('%', name);
  return slot(
    `column ${name} of ${table}`,
    weight,
    ...COLUMNS.map((column) => `ALTER TABLE ${table} ADD COLUMN ${name} ${fill(column)}`),
  );
}
