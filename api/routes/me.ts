import { missingYears } from '../../domain/clock/calendar';
import { civilDateOf } from '../../domain/clock/civil';
import { AccountRow, PersonRow } from '../../entities/people.entity';
import { sendAnswer } from '../administer';
import { requireCaller } from '../caller';
import { MeAnswer, type OverviewAnswer } from '../answers/me';
import type { Explained } from '../answers/shape';
import type { AppDeps } from '../deps';
import { ChangePasswordBody } from '../dto/people';
import { MeQuery } from '../dto/queries';
import { parseBodyAs } from '../parse';
import { presentPost, presentUnit } from '../present/people';
import { readQuery } from '../query';
import { noticesOf } from '../read/account-acts';
import { inboxOf } from '../read/inbox';
import { unreadOf } from '../read/notifications';
import { viewerOf, type Viewer } from '../read/viewer';
import { countersOf } from '../read/waiting';
import { worklistOf } from '../read/worklist';
import { rightsOf } from '../rights';
import type { Route } from '../route';
import { changePassword } from '../session/change-password';

const overviewOf = async (deps: AppDeps, viewer: Viewer): Promise<OverviewAnswer> => {
  const now = await deps.door.now();
  const inbox = await inboxOf(deps, viewer);
  return {
    waiting: await countersOf(await worklistOf(deps, viewer, inbox), inbox, now),
    clockService: deps.clockService(),
    training: deps.training !== undefined,
    missingYears: missingYears(deps.calendar, civilDateOf(now)),
  };
};

/** What a person does about the own account. */
export const meRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'get',
    path: '/api/v1/me',
    summary: '本人、岗位、单位、权限',
    description:
      '登录的人、今日有效的岗位及其单位、所及的镇和权限，首次登录尚未改密码时也可查。Cookie 会话写入所需的 csrfToken 在此；notices 是近三十天管理员对本人账号的办理；overview=true 的另给出待办数量和服务情况。',
    access: 'person',
    token: 'read',
    firstPassword: true,
    query: MeQuery,
    success: { status: 200, description: '本人', answer: MeAnswer },
    async handle(request, response) {
      const caller = requireCaller(request);
      const { overview = false } = readQuery(request, MeQuery);
      const viewer = await viewerOf(deps, request);
      const person = await deps.db.getRepository(PersonRow).findOneByOrFail({ personId: caller.personId });
      const account = await deps.db.getRepository(AccountRow).findOneByOrFail({ personId: caller.personId });
      const answer: Omit<MeAnswer, Explained> = {
        person: { personId: person.personId, name: person.name, username: account.username },
        posts: viewer.posts.map(presentPost),
        unit: viewer.units.map(presentUnit)[0] ?? null,
        units: viewer.units.map(presentUnit),
        townIds: viewer.townIds,
        permissions: rightsOf(viewer.posts),
        mustChangePassword: caller.mustChangePassword,
        scopes: caller.scopes,
        csrfToken: caller.csrfToken,
        unread: await unreadOf(deps, caller.personId),
        notices: await noticesOf(deps, caller.personId),
        ...(overview ? { overview: await overviewOf(deps, viewer) } : {}),
      };
      response.set('Cache-Control', 'no-store').json(answer);
    },
  },
  {
    method: 'post',
    path: '/api/v1/me/password',
    summary: '修改密码；其他会话和全部访问令牌随之失效',
    description:
      '本人登录后办理，须填现密码。新密码至少 10 个字符，不得过于常见，不得含用户名或所属镇的名称；现密码连续输错须等待，同登录一样计算。',
    access: 'person',
    firstPassword: true,
    key: true,
    body: ChangePasswordBody,
    success: { status: 204, description: '已修改' },
    async handle(request, response) {
      const body = await parseBodyAs(ChangePasswordBody, request);
      sendAnswer(response, await changePassword(deps, request, body));
    },
  },
];
