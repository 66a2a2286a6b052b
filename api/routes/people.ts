import { civilDateOf } from '../../domain/clock/civil';
import { newId } from '../../record/new-id';
import { administer, jsonAnswer, sendAnswer } from '../administer';
import { pageOf } from '../answers/page';
import { CreatedPersonAnswer, PersonAnswer, PersonReadAnswer } from '../answers/person';
import type { AppDeps } from '../deps';
import { CreatePersonBody } from '../dto/people';
import { SearchQuery } from '../dto/queries';
import { pageIn } from '../paging';
import { parseBodyAs } from '../parse';
import { compact } from '../compact';
import { readQuery, search } from '../query';
import { notFound } from '../problem';
import { accountSeen, findPeople, phoneSeen, presentPeople } from '../read/people-shown';
import { townFor, viewerOf } from '../read/viewer';
import { requireRight } from '../rights';
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
      const asOf = await deps.door.now();
      const find = findPeople(deps, viewer, civilDateOf(asOf))
        .andWhere('p.personId > :after', { after })
        .orderBy('p.personId')
        .take(page.limit + 1);
      search(find, query.q, { texts: ['p.name'] });
      const people = await find.getMany();
      const present = await presentPeople(deps, viewer, people, asOf);
      response.json(page.of(people, asOf, (person) => [person.personId], present));
    },
  },
  {
    method: 'get',
    path: '/api/v1/people/:personId',
    summary: '一名人员及其岗位',
    description:
      '本人所及各镇的和不属于任何镇的人员；可见的范围和内容同人员列表。系统管理员和专班办公室主任另见其电话和账号：是否停用、有效的会话和令牌各有几个、最近何时活动，及可办理的事项和不能办理的缘由（acts）。',
    access: 'person',
    token: 'read',
    success: { status: 200, description: '人员', answer: PersonReadAnswer },
    async handle(request, response) {
      const viewer = await viewerOf(deps, request);
      const asOf = await deps.door.now();
      const find = findPeople(deps, viewer, civilDateOf(asOf));
      const person = await find.andWhere('p.personId = :id', { id: String(request.params['personId']) }).getOne();
      if (person === null) throw notFound();
      const present = await presentPeople(deps, viewer, [person], asOf);
      const account = await accountSeen(deps, viewer, person, asOf);
      const phone = phoneSeen(viewer, person);
      response.json(compact({ ...present(person), townId: person.townId, phone, account }));
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
