import type { Term } from '../clock/term';
import type { Facts } from './clocks';
import { clockRow, matchingRow } from './clocks';
import type { Pack } from './pack';
import type { Source } from './source';

/** How long a public notice hangs before it counts as served (civil procedure: thirty days); packs before 1.1.0 say nothing. */
const PUBLIC_NOTICE: { term: Term; source: Source } = {
  term: { days: 30 },
  source: { law: '《中华人民共和国民事诉讼法》', article: '第九十五条' },
};

/** A pack in seconds plays within minutes. */
const PUBLIC_NOTICE_DRILLED: { term: Term; source: Source } = { term: { seconds: 30 }, source: { default: 'drill' } };

/** When a paper served by public notice takes effect (settled 5.5). */
export const publicNotice = (pack: Pack, facts: Facts): { term: Term; source: Source } =>
  matchingRow(pack, 'service-effective', facts) ?? (pack.acceptsPrintedDates ? PUBLIC_NOTICE : PUBLIC_NOTICE_DRILLED);

/** How soon an approved circular is published: as soon as a talk is held, where a pack says nothing. */
export const publishing = (pack: Pack, facts: Facts): { term: Term; source: Source } =>
  matchingRow(pack, 'publish', facts) ?? {
    term: clockRow(pack, 'interview-held', facts).term,
    source: { default: 'settled 2' },
  };

/** How far ahead of today a date may lie (settled 5.4); one year where a pack says nothing. */
export const latestAhead = (pack: Pack): Term => pack.latestDateAhead?.term ?? { months: 12 };

/** When the window of the first look-back begins after closing (settled 5.8). */
export const watchOpensAfter = (pack: Pack): Term =>
  pack.watchWindow?.from ?? (pack.acceptsPrintedDates ? { wd: 3 } : { seconds: 1 });
