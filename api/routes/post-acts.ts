import type { Request, Response } from 'express';
import {
  confirmationRefusal,
  confirmedOn,
  matterOf,
  secondRefusal,
  withdrawalRefusal,
} from '../../domain/people/confirming';
import { endingRefusal, takingBackRefusal } from '../../domain/people/ending';
import type { Appointment, PostStatus, Roll } from '../../domain/people/roll';
import { PostRow } from '../../entities/people.entity';
import type { AdminTx } from '../../record/admin';
import { readPost, type FoundPost } from '../../record/roll';
import { endCredentials } from '../account-acts';
import { administer, jsonAnswer, sendAnswer } from '../administer';
import { AppointmentAnswer } from '../answers/post';
import { heed, postUnderLock, reachesTown, stillPending } from '../appointing';
import { compact } from '../compact';
import type { AppDeps } from '../deps';
import { EndBody, OptionalReasonBody } from '../dto/people';
import { parseBodyAs } from '../parse';
import { presentAppointment } from '../present/people';
import { notFound, Problem } from '../problem';
import { readerOf } from '../read/appointments';
import { viewerOf, type Viewer } from '../read/viewer';
import { requireRight, type Right } from '../rights';
import type { Route } from '../route';

/** What is done to a post under the lock: refuses or changes it, and says how it stands then. */
type Change = (
  tx: AdminTx,
  roll: Roll,
  found: FoundPost,
  by: string,
) => Promise<{ post: Appointment; status: PostStatus }>;

/** Nobody learns of posts of towns that do not exist for him, unless he is the one who has to confirm. */
const checkReach = (roll: Roll, viewer: Viewer, { post }: FoundPost): void => {
  const isSecond = post.status === 'pending' && secondRefusal(roll, matterOf(post), viewer.personId) === null;
  if (!isSecond && !reachesTown(roll, viewer, post.townId)) throw notFound();
};

const decided = (tx: AdminTx, postId: string, status: PostStatus, by: string): Promise<number> =>
  tx.update(PostRow, { status, decidedBy: by, decidedAt: tx.now }, { postId });

const confirm: Change = async (tx, roll, { post, unit, status }, by) => {
  heed(secondRefusal(roll, matterOf(post), by));
  stillPending(status);
  heed(confirmationRefusal(roll, post, unit, by));
  const given = confirmedOn(roll, post);
  await decided(tx, post.postId, 'given', by);
  await tx.update(PostRow, { validFrom: given.from }, { postId: post.postId });
  // What was signed in under the rights of before, by whoever knew the password, does not grow into those of the post.
  await endCredentials(tx, post.personId);
  return { post: given, status: 'given' };
};

const decline: Change = async (tx, roll, { post, status }, by) => {
  heed(secondRefusal(roll, matterOf(post), by));
  stillPending(status);
  await decided(tx, post.postId, 'declined', by);
  return { post, status: 'declined' };
};

/** A pending post, or a given one that has not begun, comes to nothing. */
const withdraw: Change = async (tx, roll, { post, status }, by) => {
  const isAhead = status === 'given' && post.from > roll.today;
  heed(isAhead ? takingBackRefusal(roll, post, by) : withdrawalRefusal(roll, post.appointedBy, by));
  if (!isAhead) stillPending(status);
  await decided(tx, post.postId, 'withdrawn', by);
  return { post, status: 'withdrawn' };
};

const endOn =
  (to: string): Change =>
  async (tx, roll, { post, status }, by) => {
    heed(endingRefusal(roll, post, to, by));
    if (status !== 'given') throw new Problem('conflict', '该岗位没有生效，无需结束。', { reason: 'not-given' });
    await tx.update(PostRow, { validTo: to }, { postId: post.postId });
    return { post: { ...post, to }, status };
  };

interface Act {
  action: string;
  right: Right;
  change: Change;
  data: Record<string, unknown>;
}

const handle = async (deps: AppDeps, request: Request, response: Response, act: Act): Promise<void> => {
  const viewer = await viewerOf(deps, request);
  requireRight(viewer.posts, act.right);
  const postId = String(request.params['postId']);
  const seen = await readPost(readerOf(deps, await deps.door.now()), postId);
  if (seen === undefined) throw notFound();
  const answer = await administer(deps, request, {
    action: act.action,
    townId: seen.post.townId,
    work: async (tx) => {
      const { roll, found } = await postUnderLock(tx, postId, viewer.personId);
      checkReach(roll, viewer, found);
      const { post, status } = await act.change(tx, roll, found, viewer.personId);
      const { personId, role, unitId, appointedBy, townId } = post;
      const content = presentAppointment(post, { status, appointedBy });
      const data = { personId, role, unitId, ...act.data };
      return { answer: jsonAnswer(200, content), ref: postId, data, directoryOf: townId ?? '*' };
    },
  });
  sendAnswer(response, answer);
};

const decisions = [
  {
    name: 'confirm',
    summary: '确认任命（第二人）',
    description:
      '由 mayConfirm 所列岗位的另一人确认，岗位最早自今日起生效，被任命人的会话和访问令牌随之失效；被任命人和提出人不能确认。提出时的条件此时再核对一次；被任命人还在用他人设定的密码的，须其先改密码。',
    action: 'post-confirmed',
    done: '已确认，岗位生效',
    change: confirm,
  },
  {
    name: 'decline',
    summary: '退回任命（第二人）',
    description: '由可以确认的人退回待确认的任命，岗位不生效；被任命人和提出人不能退回，提出人请用撤回。',
    action: 'post-declined',
    done: '已退回',
    change: decline,
  },
  {
    name: 'withdraw',
    summary: '撤回待确认或尚未开始的任命',
    description: '待确认的由提出人或系统管理员撤回；已任命而尚未到开始日期的，由可以任命该岗位的人撤回。',
    action: 'post-withdrawn',
    done: '已撤回',
    change: withdraw,
  },
] as const;

/** What happens to a post after it was given: confirmed, declined, withdrawn, ended. */
export const postActRoutes = (deps: AppDeps): Route[] => [
  ...decisions.map(({ name, summary, description, action, done, change }): Route => ({
    method: 'post',
    path: `/api/v1/posts/:postId/${name}`,
    summary,
    description,
    access: 'person',
    key: true,
    body: OptionalReasonBody,
    success: { status: 200, description: done, answer: AppointmentAnswer },
    async handle(request, response) {
      const { reason } = await parseBodyAs(OptionalReasonBody, request);
      await handle(deps, request, response, { action, right: 'confirm-posts', change, data: compact({ reason }) });
    },
  })),
  {
    method: 'post',
    path: '/api/v1/posts/:postId/end',
    summary: '结束岗位；只能提前，不能推后',
    description:
      '由可以任命该岗位的人设定岗位的最后一日，不早于今日；待确认的岗位请撤回或退回。最后一名系统管理员、本镇最后一名专班办公室主任和本镇唯一的主要领导的岗位不能这样结束，请先任命另一人。',
    access: 'person',
    key: true,
    body: EndBody,
    success: { status: 200, description: '已结束', answer: AppointmentAnswer },
    async handle(request, response) {
      const { to } = await parseBodyAs(EndBody, request);
      const act: Act = { action: 'post-ended', right: 'manage-people', change: endOn(to), data: { to } };
      await handle(deps, request, response, act);
    },
  },
];
