import { In, IsNull, MoreThan, type SelectQueryBuilder } from 'typeorm';
import { civilDateOf, type CivilDate } from '../../domain/clock/civil';
import { validOn, type Post } from '../../domain/people/directory';
import { accountActs } from '../../domain/people/offered';
import type { PostStatus } from '../../domain/people/roll';
import { bodyOf } from '../../domain/people/standing';
import {
  AccountActRow,
  AccountRow,
  PersonRow,
  PostRow,
  SessionRow,
  TokenRow,
  UnitRow,
} from '../../entities/people.entity';
import type { PersonAnswer, PersonReadAnswer } from '../answers/person';
import { compact } from '../compact';
import type { AppDeps } from '../deps';
import type { Plain } from '../parse';
import { readRoll } from '../../record/roll';
import { presentOffered } from '../present/offered';
import { holdsRight } from '../rights';
import { readerOf } from './appointments';
import { postOf, type Viewer } from './viewer';

/**
 * Narrows a query over `person` as `p`: that somebody reports hazards is nobody's business, so persons who only report are
 * seen by administration alone. In the query and not behind it: the cursor of a page would name whom the page hides.
 */
const scopePeople = (find: SelectQueryBuilder<PersonRow>, viewer: Viewer, today: CivilDate): void => {
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
const postsSeen = (posts: readonly Post[], viewer: Viewer): Post[] =>
  holdsRight(viewer.posts, 'manage-people')
    ? [...posts]
    : posts.filter(({ role, personId }) => role !== 'RP' || personId === viewer.personId);

/** The people that `viewer` may know of: those of the towns he reaches and of none, in a query that can be narrowed. */
export const findPeople = (deps: AppDeps, viewer: Viewer, today: CivilDate): SelectQueryBuilder<PersonRow> => {
  const find = deps.db.getRepository(PersonRow).createQueryBuilder('p');
  if (viewer.townIds.length > 0) find.where('(p.townId IN (:...towns) OR p.townId IS NULL)', { towns: viewer.townIds });
  else find.where('p.personId = :me', { me: viewer.personId });
  scopePeople(find, viewer, today);
  return find;
};

/** Presents these people with the posts that `viewer` reads of them; to administration with their accounts. */
export const presentPeople = async (
  { db }: AppDeps,
  viewer: Viewer,
  people: readonly PersonRow[],
  asOf: string,
): Promise<(person: PersonRow) => Plain<PersonAnswer>> => {
  const ids = people.map((person) => person.personId);
  const administers = holdsRight(viewer.posts, 'manage-people');
  const statuses: PostStatus[] = administers ? ['given', 'pending'] : ['given'];
  const named = { where: { personId: In(ids), status: In(statuses) }, order: { postId: 'ASC' } } as const;
  const rows = ids.length === 0 ? [] : await db.getRepository(PostRow).find(named);
  const waits = new Set(rows.filter((row) => row.status === 'pending').map((row) => row.postId));
  const today = civilDateOf(asOf);
  const current = rows.map(postOf).filter((post) => waits.has(post.postId) || validOn(post, today));
  const posts = postsSeen(current, viewer);
  const accounts = administers ? await db.getRepository(AccountRow).findBy({ personId: In(ids) }) : [];
  const accountOf = new Map(accounts.map((account) => [account.personId, account]));
  return ({ personId, name }) => {
    const account = accountOf.get(personId);
    return {
      personId,
      name,
      ...compact({
        username: account?.username,
        disabled: (account?.disabledAt ?? null) === null ? undefined : (true as const),
      }),
      posts: posts
        .filter((post) => post.personId === personId)
        .map((post) =>
          compact({
            postId: post.postId,
            status: waits.has(post.postId) ? ('pending' as const) : undefined,
            role: post.role,
            unitId: post.unitId,
            subjectId: post.subjectId ?? undefined,
            bodyId: bodyOf(post) ?? undefined,
            from: post.from,
            to: post.to ?? undefined,
          }),
        ),
    };
  };
};

/** The telephone number that administration has of somebody, for administration; undefined for everybody else and where none is kept. */
export const phoneSeen = (viewer: Viewer, { phone }: PersonRow): string | undefined =>
  holdsRight(viewer.posts, 'manage-people') ? (phone ?? undefined) : undefined;

/** How somebody signs in, as administration is told; undefined for everybody else. */
export const accountSeen = async (
  deps: AppDeps,
  viewer: Viewer,
  { personId, townId: homeTownId }: PersonRow,
  asOf: string,
): Promise<PersonReadAnswer['account']> => {
  if (!holdsRight(viewer.posts, 'manage-people')) return undefined;
  const { db } = deps;
  const account = await db.getRepository(AccountRow).findOneBy({ personId });
  if (account === null) return undefined;
  const sessions = await db.getRepository(SessionRow).findBy({ personId, expiresAt: MoreThan(asOf) });
  const tokens = await db.getRepository(TokenRow).countBy({ personId, revokedAt: IsNull(), expiresAt: MoreThan(asOf) });
  const waiting = await db.getRepository(AccountActRow).findBy({ personId, status: 'pending' });
  const { personId: by } = viewer;
  const roll = await readRoll(readerOf(deps, asOf), [by, personId]);
  const person = { personId, homeTownId, by };
  const acts = accountActs(
    roll,
    person,
    waiting.map(({ act }) => act),
  );
  const seen = sessions.map((session) => session.lastSeenAt).toSorted();
  return {
    mustChangePassword: account.mustChangePassword,
    disabledAt: account.disabledAt,
    sessions: sessions.length,
    tokens,
    lastSeenAt: seen.at(-1) ?? null,
    acts: presentOffered(acts),
  };
};
