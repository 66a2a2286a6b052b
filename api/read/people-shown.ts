import type { SelectQueryBuilder } from 'typeorm';
import type { CivilDate } from '../../domain/clock/civil';
import type { Post } from '../../domain/people/directory';
import { PostRow, UnitRow, type PersonRow } from '../../entities/people.entity';
import { holdsRight } from '../rights';
import type { Viewer } from './viewer';

/**
 * Narrows a query over `person` as `p`: that somebody reports hazards is nobody's business, so persons who only report are
 * seen by administration alone. In the query and not behind it: the cursor of a page would name whom the page hides.
 */
export const scopePeople = (find: SelectQueryBuilder<PersonRow>, viewer: Viewer, today: CivilDate): void => {
  if (holdsRight(viewer.posts, 'manage-people')) return;
  const known = find
    .subQuery()
    .select('1')
    .from(PostRow, 'kp')
    .innerJoin(UnitRow, 'ku', 'ku.unitId = kp.unitId AND (ku.validTo IS NULL OR ku.validTo >= :today)')
    .where("kp.personId = p.personId AND kp.role <> 'RP' AND kp.status = 'given' AND kp.validFrom <= :today")
    .andWhere('(kp.validTo IS NULL OR kp.validTo >= :today)')
    .getQuery();
  find.andWhere(`(p.personId = :viewer OR EXISTS ${known})`, { viewer: viewer.personId, today });
};

/** The posts that `viewer` reads of somebody: to report is a post too, and nobody's business but his own. */
export const postsSeen = (posts: readonly Post[], viewer: Viewer): Post[] =>
  holdsRight(viewer.posts, 'manage-people')
    ? [...posts]
    : posts.filter(({ role, personId }) => role !== 'RP' || personId === viewer.personId);
