import type { ClockName } from '../stream';
import type { ClockRow, Grade, HazardDomain, HazardTag, HazardType, Match, Pack, WatchRow } from './pack';
import type { Ladder } from './ladder';

/** What a row is matched against. */
export interface Facts {
  grade?: Grade | null;
  domain?: HazardDomain | null;
  tags?: HazardTag[];
  act?: string;
  listed?: boolean;
}

const matches = (match: Match | undefined, facts: Facts): boolean =>
  match === undefined ||
  ((match.grade === undefined || match.grade === facts.grade) &&
    (match.domain === undefined || match.domain === facts.domain) &&
    (match.tag === undefined || (facts.tags ?? []).includes(match.tag)) &&
    (match.act === undefined || match.act === facts.act) &&
    (match.listed === undefined || match.listed === (facts.listed ?? false)));

/** The first row of a clock that matches, where the pack has one. */
export const matchingRow = (pack: Pack, clock: ClockName, facts: Facts): ClockRow | undefined =>
  pack.clocks.find((candidate) => candidate.clock === clock && matches(candidate.match, facts));

/** The first row of a clock that matches. @throws when the pack has none: the loader's self-check makes that impossible. */
export const clockRow = (pack: Pack, clock: ClockName, facts: Facts): ClockRow => {
  const row = matchingRow(pack, clock, facts);
  if (row === undefined) throw new Error(`pack ${pack.packId}@${pack.version} has no row for clock ${clock}`);
  return row;
};

/** The watch of a case that closes; null for a pack without a watch, which archives at once what nothing holds. */
export const watchRow = (pack: Pack, facts: Facts): WatchRow | null =>
  pack.watch.find((candidate) => matches(candidate.match, facts)) ?? null;

/** The ladder that lateness climbs for a kind of addressee; null where the pack has none. */
export const ladderFor = (pack: Pack, addressee: Ladder['addressee']): Ladder | null =>
  pack.ladders.find((ladder) => ladder.addressee === addressee && (ladder.trigger ?? 'late') === 'late') ?? null;

/** The hazard type of a pack, or undefined for an unknown id. */
export const hazardTypeOf = (pack: Pack, id: string): HazardType | undefined =>
  pack.hazardTypes.find((type) => type.id === id);

/**
 * True for a hazard that is put right at once, such as a blocked exit. Packs before 1.1.0 say so by their tags alone.
 */
export const isFixedAtOnce = (pack: Pack, id: string): boolean => {
  const { fixAtOnce, tags = [] } = hazardTypeOf(pack, id) ?? {};
  return fixAtOnce === true || tags.includes('fix-at-once') || tags.includes('exit-blocked');
};
