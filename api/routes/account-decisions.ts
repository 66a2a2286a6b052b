import type { Request, Response } from 'express';
import { accountConfirmationRefusal, secondAccountRefusal, type AccountMatter } from '../../domain/people/account-acts';
import { withdrawalRefusal } from '../../domain/people/confirming';
import type { Roll } from '../../domain/people/roll';
import { AccountActRow, PersonRow } from '../../entities/people.entity';
import type { AdminTx } from '../../record/admin';
import { carryOut, decideAct, readAct, type KeptAct } from '../account-acts';
import { administer, jsonAnswer, sendAnswer } from '../administer';
import { heed, rollUnderLock, stillPending } from '../appointing';
import { compact } from '../compact';
import type { AppDeps } from '../deps';
import { ReasonBody } from '../dto/people';
import { parseBodyAs } from '../parse';
import { notFound } from '../problem';
import { choiceParam, readQuery } from '../query';
import { actsOf } from '../read/account-acts';
import { viewerOf } from '../read/viewer';
import { requireRight } from '../rights';
import type { Route } from '../route';

const listRules = { awaiting: choiceParam('me') } as const;

/** What becomes of a waiting act. */
interface Decision {
  name: 'confirm' | 'decline' | 'withdraw';
  status: 'done' | 'declined' | 'withdrawn';
  summary: string;
  /** Whether this person may decide so, on the roll under the lock. */
  check: (roll: Roll, matter: AccountMatter, by: string) => void;
}

const decisions: readonly Decision[] = [
  {
    name: 'confirm',
    status: 'done',
    summary: '确认账号事项（第二人）',
    check: (roll, matter, by) => {
      heed(accountConfirmationRefusal(roll, matter, by));
    },
  },
  {
    name: 'decline',
    status: 'declined',
    summary: '退回账号事项（第二人）',
    check: (roll, matter, by) => {
      heed(secondAccountRefusal(roll, matter, by));
    },
  },
  {
    name: 'withdraw',
    status: 'withdrawn',
    summary: '撤回待确认的账号事项',
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
  const { reason } = await parseBodyAs(ReasonBody, request);
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
      const content = { actId, personId, act, status: decision.status };
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
    access: 'person',
    query: listRules,
    success: { status: 200, description: '账号事项' },
    async handle(request, response) {
      const { awaiting } = readQuery(request, listRules);
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
    access: 'person',
    key: true,
    bodies: [ReasonBody],
    success: { status: 200, description: '已办理' },
    handle: (request, response) => handle(deps, request, response, decision),
  })),
];
