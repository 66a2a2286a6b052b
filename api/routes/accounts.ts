import type { Request, Response } from 'express';
import {
  accountConfirmers,
  accountNeedsSecond,
  accountRefusal,
  type AccountAct,
  type AccountMatter,
} from '../../domain/people/account-acts';
import { appointmentsOf, type Roll } from '../../domain/people/roll';
import { PersonRow } from '../../entities/people.entity';
import type { AdminTx, AdminWork } from '../../record/admin';
import { carryOut, keepAct } from '../account-acts';
import { administer, jsonAnswer, sendAnswer } from '../administer';
import { heed, reachesTown, rollUnderLock } from '../appointing';
import { compact } from '../compact';
import type { AppDeps } from '../deps';
import { ReasonBody } from '../dto/people';
import { parseBodyAs } from '../parse';
import { idempotencyKeyOf } from '../preconditions';
import { presentAct } from '../present/account-act';
import { notFound, Problem } from '../problem';
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
  const waiting = await tx.query(
    "SELECT act_id FROM account_act WHERE person_id = ? AND act = ? AND status = 'pending'",
    [personId, act],
  );
  if (waiting.length > 0)
    throw new Problem('conflict', '该人员已有同样的事项待确认，请先确认、退回或撤回。', { reason: 'already-asked' });
  const status = accountNeedsSecond(roll, matter) ? 'pending' : 'done';
  const kept = { personId, act, status, askedBy: viewer.personId, passwordHash } as const;
  if (status === 'done') await carryOut(tx, secretKey, kept);
  const actId = await keepAct(tx, kept);
  const { roles: mayConfirm } = accountConfirmers(roll, matter);
  const shown = presentAct({ ...kept, actId, askedAt: tx.now, decidedBy: null, decidedAt: null }, mayConfirm);
  const content = act === 'reset-password' ? { ...shown, oneTimePassword: hidden } : shown;
  // Posts of closed accounts are in nobody's directory, and a person may have some in several towns.
  const directoryOf = act === 'disable' || act === 'enable' ? { directoryOf: '*' } : {};
  return { answer: jsonAnswer(201, content), ref: actId, data: compact({ personId, status, reason }), ...directoryOf };
};

const handle = async (deps: AppDeps, request: Request, response: Response, act: AccountAct): Promise<void> => {
  const viewer = await viewerOf(deps, request);
  requireRight(viewer.posts, 'manage-people');
  const { reason } = await parseBodyAs(ReasonBody, request);
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

const acts: readonly { act: AccountAct; summary: string; done: string }[] = [
  {
    act: 'disable',
    summary: '停用账号；会话和令牌立即失效，本镇唯一的主要领导须由第二人确认',
    done: '已停用，或待确认',
  },
  { act: 'enable', summary: '启用账号；部分人员须由第二人确认', done: '已启用，或待确认' },
  {
    act: 'reset-password',
    summary: '重置密码；一次性密码只显示一次，部分人员须由第二人确认',
    done: '已重置，或待确认',
  },
  { act: 'end-sessions', summary: '结束该人员的所有会话和令牌', done: '已结束' },
];

/** What administration does to the account of somebody else. */
export const accountRoutes = (deps: AppDeps): Route[] =>
  acts.map(({ act, summary, done }): Route => ({
    method: 'post',
    path: `/api/v1/people/:personId/${act}`,
    summary,
    access: 'person',
    key: true,
    bodies: [ReasonBody],
    success: { status: 201, description: done },
    handle: (request, response) => handle(deps, request, response, act),
  }));
