/**
 * The universe of random schemas: places of which each schema fills some, with one of several statements. Names are
 * the same in all, so that two schemas differ in what a name stands for. A statement that can't be run, because what
 * it needs is not there or is something else, is left out: no place has to know of the others.
 */
import { OVER_TABLES } from './overTables';
import type { Slot } from './slot';
import { TABLES } from './tables';
import { TYPES } from './types';

export const SLOTS: readonly Slot[] = [...TYPES, ...TABLES, ...OVER_TABLES];
