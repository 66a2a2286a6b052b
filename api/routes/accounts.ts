import type { Request, Response } from 'express';
import {
  accountConfirmers,
  accountNeedsSecond,
  accountRefusal,
  alreadyAsked,
  type AccountAct,
  type AccountMatter,
} from '../../domain/people/account-acts';
import { appointmentsOf, type Roll } from '../../domain/people/roll';
import { AccountActRow, PersonRow } from '../../entities/people.entity';
import type { AdminTx, AdminWork } from '../../record/admin';
import { carryOut, keepAct } from '../account-acts';
import { administer, jsonAnswer, sendAnswer } from '../administer';
import { AccountActAnswer, PasswordResetAnswer } from '../answers/account-act';
import { heed, reachesTown, rollUnderLock } from '../appointing';
import { compact } from '../compact';
import type { AppDeps } from '../deps';
import { OptionalReasonBody } from '../dto/people';
import { parseBodyAs, type Dto } from '../parse';
import { idempotencyKeyOf } from '../preconditions';
import { presentAct } from '../present/account-act';
import { notFound } from '../problem';
import { viewerOf, type Viewer } from '../read/viewer';
import { requireRight } from '../rights';
import type { Route } from '../route';
import { derivedSecret, hashPassword, oneTimePasswordOf } from '../session/secrets';

const hidden = '*shown-once*';

/** A person exists for who reaches the town he belongs to or one in which he has a post. */
const knows = (roll: Roll, viewer: Viewer, { personId, townId }: PersonRow): boolean =>
  reachesTown(roll, viewer, townId) ||
  appointmentsOf(roll, personId).some((post) => post.townId !== null && reachesTown(roll, viewer, post.townId));

interface Asked {
  viewer: Viewer;
  person: PersonRow;
  act: AccountAct;
  passwordHash: string | null;
  reason: string | undefined;
}

const ask = async (
  tx: AdminTx,
  secretKey: Buffer,
  { viewer, person, act, passwordHash, reason }: Asked,
): Promise<AdminWork> => {
  const { personId, townId: homeTownId } = person;
  const matter: AccountMatter = { act, personId, homeTownId, by: viewer.personId };
  const roll = await rollUnderLock(tx, viewer.personId, personId);
  if (!knows(roll, viewer, person)) throw notFound();
  heed(accountRefusal(roll, matter));
  if (await tx.exists(AccountActRow, { personId, act, status: 'pending' })) heed(alreadyAsked());
  const status = accountNeedsSecond(roll, matter) ? 'pending' : 'done';
  const kept = { personId, act, status, askedBy: viewer.personId, passwordHash } as const;
  if (status === 'done') await carryOut(tx, secretKey, kept);
  const actId = await keepAct(tx, kept);
  const { roles: mayConfirm } = accountConfirmers(roll, matter);
  const shown = presentAct({ ...kept, actId, askedAt: tx.now }, mayConfirm);
  const content: AccountActAnswer | PasswordResetAnswer =
    act === 'reset-password' ? { ...shown, oneTimePassword: hidden } : shown;
  // Posts of closed accounts are in nobody's directory, and a person may have some in several towns.
  const directoryOf = act === 'disable' || act === 'enable' ? { directoryOf: '*' } : {};
  return { answer: jsonAnswer(201, content), ref: actId, data: compact({ personId, status, reason }), ...directoryOf };
};

const handle = async (deps: AppDeps, request: Request, response: Response, act: AccountAct): Promise<void> => {
  const viewer = await viewerOf(deps, request);
  requireRight(viewer.posts, 'manage-people');
  const { reason } = await parseBodyAs(OptionalReasonBody, request);
  const personId = String(request.params['personId']);
  const person = await deps.db.getRepository(PersonRow).findOneBy({ personId });
  if (person === null) throw notFound();
  const secret = derivedSecret(deps.secretKey, 'one-time-password', viewer.personId, idempotencyKeyOf(request));
  const oneTimePassword = oneTimePasswordOf(secret);
  const passwordHash = act === 'reset-password' ? await hashPassword(oneTimePassword) : null;
  const answer = await administer(deps, request, {
    action: `account-${act}`,
    townId: person.townId,
    work: (tx) => ask(tx, deps.secretKey, { viewer, person, act, passwordHash, reason }),
  });
  sendAnswer(response, answer, (body) => body.replace(hidden, oneTimePassword));
};

interface Offered {
  act: AccountAct;
  summary: string;
  description: string;
  /** How the answer is described. */
  done: string;
  answer: Dto<AccountActAnswer>;
}

const who = '系统管理员可以办理；专班办公室主任只对其可任命全部岗位的人员办理，没有岗位的须是本镇人员。';

const acts: readonly Offered[] = [
  {
    act: 'disable',
    summary: '停用账号；会话和令牌立即失效，本镇唯一的主要领导须由第二人确认',
    description: `${who}停用本镇唯一的主要领导须由本镇专班办公室主任确认；最后一名系统管理员、本镇最后一名专班办公室主任和自己的账号不能停用。`,
    done: '已停用，或待确认',
    answer: AccountActAnswer,
  },
  {
    act: 'enable',
    summary: '启用账号；部分人员须由第二人确认',
    description: `${who}该人员有须由第二人确认的岗位的，启用也须由第二人确认；启用后仍须本人登录，原有会话和令牌不恢复。`,
    done: '已启用，或待确认',
    answer: AccountActAnswer,
  },
  {
    act: 'reset-password',
    summary: '重置密码；一次性密码只显示一次，部分人员须由第二人确认',
    description: `${who}系统管理员办理的，或该人员有须由第二人确认的岗位的，确认后一次性密码才有效；现有或曾有举报人岗位的人员只由系统管理员重置，自己的密码不能重置。生效时原有会话和令牌失效，本人登录后须先改密码。`,
    done: '已重置，或待确认',
    answer: PasswordResetAnswer,
  },
  {
    act: 'end-sessions',
    summary: '结束该人员的所有会话和令牌',
    description: `${who}立即生效，不须确认；账号和密码不变，本人可以重新登录。`,
    done: '已结束',
    answer: AccountActAnswer,
  },
];

/** What administration does to the account of somebody else. */
export const accountRoutes = (deps: AppDeps): Route[] =>
  acts.map(({ act, summary, description, done, answer }): Route => ({
    method: 'post',
    path: `/api/v1/people/:personId/${act}`,
    summary,
    description,
    access: 'person',
    key: true,
    body: OptionalReasonBody,
    success: { status: 201, description: done, answer },
    handle: (request, response) => handle(deps, request, response, act),
  }));
