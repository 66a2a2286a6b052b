import { In } from 'typeorm';
import { civilDateOf } from '../../domain/clock/civil';
import { validOn } from '../../domain/people/directory';
import type { PostStatus } from '../../domain/people/roll';
import { AccountRow, PersonRow, PostRow } from '../../entities/people.entity';
import { newId } from '../../record/new-id';
import { administer, jsonAnswer, sendAnswer } from '../administer';
import { pageOf } from '../answers/page';
import { CreatedPersonAnswer, PersonAnswer } from '../answers/person';
import type { AppDeps } from '../deps';
import { CreatePersonBody } from '../dto/people';
import { SearchQuery } from '../dto/queries';
import { pageIn } from '../paging';
import { parseBodyAs } from '../parse';
import { compact } from '../compact';
import { readQuery, search } from '../query';
import { postsSeen, scopePeople } from '../read/people-shown';
import { postOf, townFor, viewerOf } from '../read/viewer';
import { holdsRight, requireRight } from '../rights';
import type { Route } from '../route';
import { requireRightNow } from '../standing';
import { checkPassword } from '../session/password-policy';
import { hashPassword } from '../session/secrets';
import { insertPerson } from '../town-setup';

/** Natural persons and their accounts. */
export const peopleRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'get',
    path: '/api/v1/people',
    summary: '人员及其岗位',
    description:
      '列出本人所及各镇的和不属于任何镇的人员，及其今日有效的岗位；不含电话。系统管理员和专班办公室主任另见没有岗位或只作举报人的人员、各人的举报人岗位、待确认的岗位和已停用的账号。',
    access: 'person',
    token: 'read',
    query: SearchQuery,
    success: { status: 200, description: '人员', answer: pageOf(PersonAnswer) },
    async handle(request, response) {
      const query = readQuery(request, SearchQuery);
      const page = pageIn(deps, request, query, ['id']);
      const viewer = await viewerOf(deps, request);
      const [after = ''] = page.after ?? [];
      const find = deps.db
        .getRepository(PersonRow)
        .createQueryBuilder('p')
        .where('p.personId > :after', { after })
        .orderBy('p.personId')
        .take(page.limit + 1);
      search(find, query.q, { texts: ['p.name'] });
      if (viewer.townIds.length > 0)
        find.andWhere('(p.townId IN (:...towns) OR p.townId IS NULL)', { towns: viewer.townIds });
      else find.andWhere('p.personId = :me', { me: viewer.personId });
      const asOf = await deps.door.now();
      scopePeople(find, viewer, civilDateOf(asOf));
      const people = await find.getMany();
      const ids = people.map((person) => person.personId);
      const administers = holdsRight(viewer.posts, 'manage-people');
      const statuses: PostStatus[] = administers ? ['given', 'pending'] : ['given'];
      const named = { where: { personId: In(ids), status: In(statuses) }, order: { postId: 'ASC' } } as const;
      const rows = ids.length === 0 ? [] : await deps.db.getRepository(PostRow).find(named);
      const waits = new Set(rows.filter((row) => row.status === 'pending').map((row) => row.postId));
      const today = civilDateOf(asOf);
      const current = rows.map(postOf).filter((post) => waits.has(post.postId) || validOn(post, today));
      const posts = postsSeen(current, viewer);
      const accounts = administers ? await deps.db.getRepository(AccountRow).findBy({ personId: In(ids) }) : [];
      const closed = accounts.filter((account) => account.disabledAt !== null).map((account) => account.personId);
      const present = ({ personId, name }: PersonRow): PersonAnswer => ({
        personId,
        name,
        ...(closed.includes(personId) ? { disabled: true } : {}),
        posts: posts
          .filter((post) => post.personId === personId)
          .map((post) =>
            compact({
              postId: post.postId,
              status: waits.has(post.postId) ? ('pending' as const) : undefined,
              role: post.role,
              unitId: post.unitId,
              subjectId: post.subjectId ?? undefined,
              from: post.from,
              to: post.to ?? undefined,
            }),
          ),
      });
      response.json(page.of(people, asOf, (person) => [person.personId], present));
    },
  },
  {
    method: 'post',
    path: '/api/v1/people',
    summary: '新建人员和账号；首次登录须改密码',
    description:
      '由系统管理员或专班办公室主任为所及的镇办理；所及不止一镇的须填 townId。初始密码只用于首次登录，本人须先改密码才能办理其他事项；新人员还没有岗位，须另行任命。',
    access: 'person',
    key: true,
    body: CreatePersonBody,
    success: { status: 201, description: '已新建', answer: CreatedPersonAnswer },
    async handle(request, response) {
      const viewer = await viewerOf(deps, request);
      requireRight(viewer.posts, 'manage-people');
      const body = await parseBodyAs(CreatePersonBody, request);
      const townId = townFor(viewer, body.townId);
      const town = viewer.towns.find((one) => one.townId === townId) ?? null;
      checkPassword(body.initialPassword, { username: body.username, town }, '/initialPassword');
      const passwordHash = await hashPassword(body.initialPassword);
      const answer = await administer(deps, request, {
        action: 'person-created',
        townId,
        work: async (tx) => {
          await requireRightNow(tx, viewer.personId, 'manage-people', townId);
          const personId = newId();
          const { name, username, phone = null } = body;
          await insertPerson(tx, { personId, townId, name, phone, username, passwordHash, mustChangePassword: true });
          const content: CreatedPersonAnswer = { personId, name, username, townId };
          return { answer: jsonAnswer(201, content), ref: personId, data: { username }, directoryOf: townId };
        },
      });
      sendAnswer(response, answer);
    },
  },
];
