import { AccountRow, PersonRow } from '../../entities/people.entity';
import { sendAnswer } from '../administer';
import { requireCaller } from '../caller';
import type { AppDeps } from '../deps';
import { ChangePasswordBody } from '../dto/people';
import { parseBodyAs } from '../parse';
import { presentPost, presentUnit } from '../present/people';
import { noticesOf } from '../read/account-acts';
import { viewerOf } from '../read/viewer';
import { rightsOf } from '../rights';
import type { Route } from '../route';
import { changePassword } from '../session/change-password';

/** What a person does about the own account. */
export const meRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'get',
    path: '/api/v1/me',
    summary: '本人、岗位、单位、权限',
    access: 'person',
    token: 'read',
    firstPassword: true,
    success: { status: 200, description: '本人' },
    async handle(request, response) {
      const caller = requireCaller(request);
      const viewer = await viewerOf(deps, request);
      const person = await deps.db.getRepository(PersonRow).findOneByOrFail({ personId: caller.personId });
      const account = await deps.db.getRepository(AccountRow).findOneByOrFail({ personId: caller.personId });
      response.set('Cache-Control', 'no-store').json({
        person: { personId: person.personId, name: person.name, username: account.username },
        posts: viewer.posts.map(presentPost),
        unit: viewer.units.map(presentUnit)[0] ?? null,
        units: viewer.units.map(presentUnit),
        townIds: viewer.townIds,
        permissions: rightsOf(viewer.posts),
        mustChangePassword: caller.mustChangePassword,
        scopes: caller.scopes,
        csrfToken: caller.csrfToken,
        notices: await noticesOf(deps, caller.personId),
      });
    },
  },
  {
    method: 'post',
    path: '/api/v1/me/password',
    summary: '修改密码；其他会话和全部访问令牌随之失效',
    access: 'person',
    firstPassword: true,
    key: true,
    bodies: [ChangePasswordBody],
    success: { status: 204, description: '已修改' },
    async handle(request, response) {
      const body = await parseBodyAs(ChangePasswordBody, request);
      sendAnswer(response, await changePassword(deps, request, body));
    },
  },
];
