import { at } from '../unit/case/shanghai';

/**
 * The days for which the life of authority.md 5 arms its clocks. Stated by hand from the 2025 and 2026 arrangements: 09-28 and
 * 10-11 are worked, 10-01 to 10-08 are off.
 */
export const LIFE_DAYS = {
  'verify:1:1': '2025-09-18',
  'grade:1:1': '2025-09-16',
  'assign:1:1': '2025-09-16',
  'accept:1:1': '2025-09-16',
  'serve:1:1': '2025-09-18',
  'rectify:1:1': '2025-10-11',
  'recheck:1:1': '2025-10-15',
  'recheck:1:2': '2025-10-28',
  'decision:1:1': '2025-10-30',
  'watch-visit:1:1': '2025-11-16',
  'watch-visit:1:2': '2025-12-06',
  'watch-visit:1:3': '2025-12-26',
  'watch-end:1:1': '2025-12-26',
  'rectify:2:1': '2025-11-21',
  'watch-visit:2:3': '2026-01-18',
  'watch-end:2:1': '2026-01-18',
};

/** The instants at which its steps fire. */
export const LIFE_STEPS = {
  'rectify:1:1:-4': at('2025-09-25T09:00'),
  'rectify:1:1:-3': at('2025-09-30T09:00'),
  'rectify:1:1:-2': at('2025-10-10T09:00'),
  'rectify:1:1:-1': at('2025-10-11T09:00'),
  'rectify:1:1': at('2025-10-12T00:00'),
  'rectify:1:1:1': at('2025-10-13T09:00'),
  'rectify:1:1:2': at('2025-10-15T09:00'),
  'rectify:1:1:3': at('2025-10-17T09:00'),
  'rectify:1:1:4': at('2025-10-24T09:00'),
  'rectify:2:1:-4': at('2025-11-12T09:00'),
  'watch-end:2:1': at('2026-01-19T00:00'),
};
