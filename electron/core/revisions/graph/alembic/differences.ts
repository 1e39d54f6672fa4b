/**
 * Where a target means something else to us than to Alembic (1.8.1, asked by askAlembic.py): the case, as
 * alembic.test.ts titles it, and why. The README lists them under Decisions.
 */
const NOT_AHEAD = 'Upgrading to base does nothing in Alembic; we say that base is not ahead.';
const NO_STEPS = 'No steps are nowhere else: there is nothing to do, where Alembic refuses.';
const OTHER_BRANCH =
  'A revision that is not on the named branch is refused when downgrading too, as it is when upgrading.';
const STEPS_ANYWHERE = 'Steps (+N, -N, NAME+N) are understood by stamp and in ranges too.';
const OVERLAP =
  'Targets of which one follows another are refused before they are stamped, not by the next upgrade.';
const OTHER_STAYS =
  'A stamp takes away what comes after its target and nothing else: the other side of a merge stays applied.';
const DEPENDENCY = 'A revision that another depends on is a head of its own line, and current names it.';
const NOTHING_TO_JOIN = 'A merge of a single head would join nothing, and is refused.';
const KEEPS_HEADS = 'Stamping heads keeps the heads that are there already.';

export const DIFFERENCES: Readonly<Record<string, string>> = {
  'upgrade base of line': NOT_AHEAD,
  'upgrade left@base of fork': NOT_AHEAD,
  'upgrade +0 of line at a2': NO_STEPS,
  'downgrade -0 of line at a2': NO_STEPS,
  'downgrade left@c1 of fork at b2, c2': OTHER_BRANCH,
  'stamp a2+1 of line': STEPS_ANYWHERE,
  'stamp +1 of line': STEPS_ANYWHERE,
  'stamp -1 of line at a3': STEPS_ANYWHERE,
  'history a3-1:a4 of line': STEPS_ANYWHERE,
  'stamp b1 b2 of fork': OVERLAP,
  'stamp b2 of merge at m2': OTHER_STAYS,
  'stamp y2 of depends': DEPENDENCY,
  'stamp heads of roots at p2, q1': KEEPS_HEADS,
  'merge heads of line': NOTHING_TO_JOIN,
};
