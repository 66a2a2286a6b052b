import type { Request, Response } from 'express';
import { accountConfirmationRefusal, secondAccountRefusal, type AccountMatter } from '../../domain/people/account-acts';
import { withdrawalRefusal } from '../../domain/people/confirming';
import type { Roll } from '../../domain/people/roll';
import { AccountActRow, PersonRow } from '../../entities/people.entity';
import type { AdminTx } from '../../record/admin';
import { carryOut, decideAct, readAct, type KeptAct } from '../account-acts';
import { administer, jsonAnswer, sendAnswer } from '../administer';
import { DecidedAccountActAnswer, WaitingAccountActAnswer, type DecidedStatus } from '../answers/account-act';
import { pageOf } from '../answers/page';
import { heed, rollUnderLock, stillPending } from '../appointing';
import { compact } from '../compact';
import type { AppDeps } from '../deps';
import { AwaitingQuery } from '../dto/queries';
import { OptionalReasonBody } from '../dto/people';
import { parseBodyAs } from '../parse';
import { notFound } from '../problem';
import { readQuery } from '../query';
import { actsOf } from '../read/account-acts';
import { viewerOf } from '../read/viewer';
import { requireRight } from '../rights';
import type { Route } from '../route';

/** What becomes of a waiting act. */
interface Decision {
  name: 'confirm' | 'decline' | 'withdraw';
  status: DecidedStatus;
  summary: string;
  description: string;
  /** Whether this person may decide so, on the roll under the lock. */
  check: (roll: Roll, matter: AccountMatter, by: string) => void;
}

const decisions: readonly Decision[] = [
  {
    name: 'confirm',
    status: 'done',
    summary: '确认账号事项（第二人）',
    description:
      '由该事项 mayConfirm 所列岗位的另一人确认，随即生效；提出人和账号本人不能确认。提出时的条件此时再核对一次，情况有变的不能确认。',
    check: (roll, matter, by) => {
      heed(accountConfirmationRefusal(roll, matter, by));
    },
  },
  {
    name: 'decline',
    status: 'declined',
    summary: '退回账号事项（第二人）',
    description: '由可以确认的人退回，账号不变；提出人和账号本人不能退回，提出人请用撤回。',
    check: (roll, matter, by) => {
      heed(secondAccountRefusal(roll, matter, by));
    },
  },
  {
    name: 'withdraw',
    status: 'withdrawn',
    summary: '撤回待确认的账号事项',
    description: '由提出人或系统管理员撤回，账号不变；已确认或已退回的不能撤回。',
    check: (roll, matter, by) => {
      heed(withdrawalRefusal(roll, matter.by, by));
    },
  },
];

const decide = async (
  tx: AdminTx,
  kept: KeptAct,
  { check, status }: Decision,
  { homeTownId, by, secretKey }: { homeTownId: string | null; by: string; secretKey: Buffer },
) => {
  const { actId, act, personId, askedBy } = kept;
  const roll = await rollUnderLock(tx, by, personId, askedBy);
  const now = await readAct(tx, actId);
  if (now === undefined) throw notFound();
  // Who has nothing to do with it learns nothing of how far it is.
  if (now.status === 'pending') check(roll, { act, personId, homeTownId, by: askedBy }, by);
  stillPending(now.status);
  if (status === 'done') await carryOut(tx, secretKey, now);
  await decideAct(tx, actId, status, by);
};

const handle = async (deps: AppDeps, request: Request, response: Response, decision: Decision): Promise<void> => {
  const viewer = await viewerOf(deps, request);
  requireRight(viewer.posts, 'confirm-posts');
  const { reason } = await parseBodyAs(OptionalReasonBody, request);
  const actId = String(request.params['actId']);
  const row = await deps.db.getRepository(AccountActRow).findOneBy({ actId });
  if (row === null) throw notFound();
  const { act, personId } = row;
  const person = await deps.db.getRepository(PersonRow).findOneByOrFail({ personId });
  const answer = await administer(deps, request, {
    action: `account-${act}-${decision.status === 'done' ? 'confirmed' : decision.status}`,
    townId: person.townId,
    work: async (tx) => {
      const { townId: homeTownId } = person;
      await decide(tx, row, decision, { homeTownId, by: viewer.personId, secretKey: deps.secretKey });
      const content: DecidedAccountActAnswer = { actId, personId, act, status: decision.status };
      const opensOrCloses = decision.status === 'done' && (act === 'enable' || act === 'disable');
      const directoryOf = opensOrCloses ? { directoryOf: '*' } : {};
      return { answer: jsonAnswer(200, content), ref: actId, data: compact({ personId, reason }), ...directoryOf };
    },
  });
  sendAnswer(response, answer);
};

/** Acts on accounts that wait for a second person. */
export const accountDecisionRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'get',
    path: '/api/v1/account-acts',
    summary: '待确认的账号事项；awaiting=me 只列待本人确认的',
    description:
      '系统管理员、镇主要领导和专班办公室主任可查，列出可由本人确认的和本人提出的，先提出的在前，各附可办理的事项（acts）；一次给出全部，不分页。',
    access: 'person',
    query: AwaitingQuery,
    success: { status: 200, description: '账号事项', answer: pageOf(WaitingAccountActAnswer) },
    async handle(request, response) {
      const { awaiting } = readQuery(request, AwaitingQuery);
      const viewer = await viewerOf(deps, request);
      requireRight(viewer.posts, 'confirm-posts');
      const asOf = await deps.door.now();
      const items = await actsOf(deps, viewer, awaiting !== undefined, asOf);
      response.json({ items, nextCursor: null, asOf });
    },
  },
  ...decisions.map((decision): Route => ({
    method: 'post',
    path: `/api/v1/account-acts/:actId/${decision.name}`,
    summary: decision.summary,
    description: decision.description,
    access: 'person',
    key: true,
    body: OptionalReasonBody,
    success: { status: 200, description: '已办理', answer: DecidedAccountActAnswer },
    handle: (request, response) => handle(deps, request, response, decision),
  })),
];
