/**
 * Where a target means something else to us than to Alembic (1.8.1, asked by askAlembic.py): why, and the cases as
 * alembic.test.ts titles them. The README lists the reasons under Decisions.
 */
const REASONS: readonly (readonly [why: string, titles: readonly string[]])[] = [
  [
    'Upgrading to base does nothing in Alembic, and downgrading to the head where the database is; we say that base is not ahead, nor head behind.',
    [
      'upgrade base of line',
      'upgrade left@base of fork',
      'downgrade head of line at a4',
      'downgrade heads of line at a4',
    ],
  ],
  [
    'Nothing is before base. Alembic takes base-1 for head when upgrading, and does nothing when downgrading.',
    ['upgrade base-1 of line', 'downgrade base-1 of line at a4'],
  ],
  [
    'No steps are nowhere else: there is nothing to do, where Alembic refuses.',
    ['upgrade +0 of line at a2', 'downgrade -0 of line at a2'],
  ],
  [
    'A revision that is not on the named branch is refused when downgrading too, as it is when upgrading.',
    ['downgrade left@c1 of fork at b2, c2', 'downgrade right@b1 of merge at b2, c2'],
  ],
  [
    'Steps (+N, -N, NAME+N, head-N) are understood by stamp, show and in ranges too.',
    [
      'stamp a2+1 of line',
      'stamp +1 of line',
      'stamp base+1 of line',
      'stamp head-1 of line',
      'stamp heads-1 of line',
      'stamp a4-1 of line',
      'stamp a1-1 of line',
      'stamp -1 of line at a3',
      'stamp -3 of line at a3',
      'stamp base+1 of line at a3',
      'stamp head-1 of line at a3',
      'stamp a2-2 of line at a3',
      'stamp left@base+1 of fork',
      'stamp left@head-1 of fork',
      'stamp left@head-1 of fork at b2',
      'stamp b1-2 of fork at b2',
      'stamp left@b1-2 of fork at b2',
      'stamp left@head-1 of fork at b2, c2',
      'stamp head-1 of merge at m2',
      'history a3-1:a4 of line',
      'history head-1:head of line',
      'history heads-1:heads of line',
      'history base+1:head of line',
      'history base+1: of line',
      'history left@head-1:left@head of fork',
      'history base+1:heads of fork',
      'history right@base+1:heads of fork',
      'history -1:b2 of fork',
      'history base+1:head of merge',
      'history head-1: of merge',
      'history queue@head-1:queue@head of roots',
      'show base+1 of line',
      'show head-1 of line',
      'show heads-1 of line',
      'show a3-1 of line',
      'show a3+1 of line',
      'show left@head-1 of fork',
      'show left@base+1 of fork',
    ],
  ],
  [
    'Targets of which one comes after another are refused before they are stamped, not by the next upgrade.',
    ['stamp b1 b2 of fork', 'stamp y2 x1 of depends'],
  ],
  [
    'What is named twice is stamped once, where Alembic fails on an assertion of its own.',
    ['stamp a1 a1 of line', 'stamp head heads of line', 'stamp heads b2 of fork'],
  ],
  [
    'Several targets may lie behind what is applied, where Alembic fails on a head that it has just removed.',
    [
      'stamp b1 c1 of fork at b2, c2',
      'stamp b1 c1 of merge at b2, c2',
      'stamp b2 c2 of merge at m2',
      'stamp b1 c1 of merge at m2',
      'stamp y1 x1 of depends at x3, y3',
      'stamp z1 b1 of forks at b2, c2, z2',
    ],
  ],
  [
    'A stamp takes away what comes after its target and nothing else: what another line holds by itself stays applied.',
    [
      'stamp b2 of merge at m2',
      'stamp left@base of merge at m2',
      'stamp ex@base of depends at x3, y3',
      'stamp x1 of depends at x3, y3',
      'stamp x2 of depends at y2',
    ],
  ],
  [
    'A target that is a head already stays one, where Alembic forgets it beside targets that are none yet.',
    [
      'stamp heads of roots at p2, q1',
      'stamp p2 q2 r1 of roots at p2, q1',
      'stamp b1 c2 of fork at b2, c2',
      'stamp heads of fork at b1, c2',
      'stamp heads of depends at x3, y1',
      'stamp heads of forks at b2, z1',
    ],
  ],
  ['A merge of a single head would join nothing, and is refused.', ['merge heads of line']],
];

export const DIFFERENCES: Readonly<Record<string, string>> = Object.fromEntries(
  REASONS.flatMap(([why, titles]) => titles.map((title) => [title, why])),
);
