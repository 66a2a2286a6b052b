import type { Request } from 'express';
import { civilDateOf } from '../../domain/clock/civil';
import { appointmentRefusal, GIVEN_BY_OFFICE } from '../../domain/people/appointing';
import { CONFIRMED, confirmersOf, needsSecond } from '../../domain/people/confirming';
import type { Certificate } from '../../domain/people/directory';
import { PersonRow } from '../../entities/people.entity';
import { SubjectRow } from '../../entities/place.entity';
import type { AdminTx, AdminWork } from '../../record/admin';
import { readUnit } from '../../record/roll';
import { endCredentials } from '../account-acts';
import { administer, jsonAnswer, sendAnswer } from '../administer';
import { pageOf } from '../answers/page';
import { AppointmentAnswer, ListedPostAnswer } from '../answers/post';
import { heed, reachesTown, rollForAppointing } from '../appointing';
import { compact } from '../compact';
import type { AppDeps } from '../deps';
import { CreatePostBody, type CertificateBody } from '../dto/people';
import { PostListQuery } from '../dto/queries';
import { pageIn } from '../paging';
import { parseBodyAs, type Plain } from '../parse';
import { presentOffered } from '../present/offered';
import { presentAppointment } from '../present/people';
import { invalidField, notFound } from '../problem';
import { readQuery } from '../query';
import { findPosts, postsAwaiting, readerOf } from '../read/appointments';
import { postOf, viewerOf, type Viewer } from '../read/viewer';
import { requireRight } from '../rights';
import type { Route } from '../route';
import { requireUnmerged } from '../subject-register';
import { insertPost } from '../town-setup';

const certificateOf = (body: CertificateBody | undefined): Certificate | null =>
  body === undefined ? null : { number: body.number, validFrom: body.validFrom, validTo: body.validTo };

/** A subject of the unit's own town; a district unit stands for none. */
const checkSubject = async (tx: AdminTx, subjectId: string | null, townId: string | null): Promise<void> => {
  if (subjectId === null) return;
  const [subject] = await tx.find(SubjectRow, { subjectId });
  if (subject === undefined || subject.townId !== townId)
    throw invalidField('/subjectId', 'unknown', '责任主体不存在或不属于该单位所在的镇，请重新选择。');
  await requireUnmerged(tx, subject, '/subjectId');
};

const appoint = async (tx: AdminTx, viewer: Viewer, body: Plain<CreatePostBody>): Promise<AdminWork> => {
  const by = viewer.personId;
  const { personId, role, unitId, subjectId = null, to = null } = body;
  const roll = await rollForAppointing(tx, by, personId);
  const unit = await readUnit(tx, unitId);
  if (unit === undefined || !reachesTown(roll, viewer, unit.townId)) throw notFound();
  const [person] = await tx.find(PersonRow, { personId });
  if (person === undefined || !reachesTown(roll, viewer, person.townId)) throw notFound();
  const { from = civilDateOf(tx.now) } = body;
  const certificate = certificateOf(body.certificate);
  heed(appointmentRefusal(roll, { personId, role, unit, subjectId, from, to, certificate, by }));
  await checkSubject(tx, subjectId, unit.townId);
  const status = needsSecond(roll, role, unit.townId) ? 'pending' : 'given';
  const post = { personId, role, unitId, subjectId, from, to, certificate };
  const postId = await insertPost(tx, { ...post, status, appointedBy: by });
  if (status === 'given' && CONFIRMED.includes(role)) await endCredentials(tx, personId);
  const { roles: mayConfirm } = confirmersOf(roll, { role, townId: unit.townId, personId, askedBy: by });
  const content = presentAppointment({ ...post, postId }, { status, appointedBy: by, mayConfirm });
  return {
    answer: jsonAnswer(201, content),
    ref: postId,
    data: compact({ ...body, status }),
    directoryOf: unit.townId ?? '*',
  };
};

/** Where the act is written down: the town of the unit, as far as it exists. */
const townOf = async (deps: AppDeps, unitId: string): Promise<string | null> => {
  const unit = await readUnit(readerOf(deps, await deps.door.now()), unitId);
  if (unit === undefined) throw notFound();
  return unit.townId;
};

/** Posts of the towns that the caller administers; what waits for him alone where he only confirms. */
const listPosts = async (deps: AppDeps, request: Request): Promise<object> => {
  const { personId, unitId, status, awaiting, ...paging } = readQuery(request, PostListQuery);
  const page = pageIn(deps, request, paging, ['id']);
  const viewer = await viewerOf(deps, request);
  requireRight(viewer.posts, awaiting === undefined ? 'manage-people' : 'confirm-posts');
  const [after = ''] = page.after ?? [];
  const asked = compact({ personId, unitId, status, after: String(after) });
  const asOf = await deps.door.now();
  const rows =
    awaiting === undefined
      ? await findPosts(deps, viewer, { ...asked, limit: page.limit + 1, now: asOf })
      : await postsAwaiting(deps, viewer, { ...asked, now: asOf });
  return page.of(
    rows,
    asOf,
    ({ row }) => [row.postId],
    ({ row, mayConfirm, acts }): Plain<ListedPostAnswer> => ({
      ...presentAppointment(postOf(row), { status: row.status, appointedBy: row.appointedBy, mayConfirm }),
      acts: presentOffered(acts),
    }),
  );
};

/** Posts: what a person may do follows from them. */
export const postRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'get',
    path: '/api/v1/posts',
    summary: '岗位；awaiting=me 只列待本人确认的',
    description:
      '系统管理员查各镇和区级的，专班办公室主任查本镇的，已结束的也在内，各附可办理的事项和不能办理的缘由（acts）；不指明 status 的，列出已任命和待确认的。awaiting=me 的，镇主要领导也可查。',
    access: 'person',
    token: 'read',
    query: PostListQuery,
    success: { status: 200, description: '岗位', answer: pageOf(ListedPostAnswer) },
    async handle(request, response) {
      response.json(await listPosts(deps, request));
    },
  },
  {
    method: 'post',
    path: '/api/v1/posts',
    summary: '任命岗位；部分岗位须由第二人确认后生效',
    description: `系统管理员可任命各岗位，专班办公室主任只可在本镇任命 ${GIVEN_BY_OFFICE.join('、')}；谁都不能给自己任命。${CONFIRMED.join('、')} 须由第二人确认（一镇的首名 OFd 除外），确认前没有任何权限；执法岗位须填执法证件，企业、产权方岗位须指明责任主体。`,
    access: 'person',
    key: true,
    body: CreatePostBody,
    success: { status: 201, description: '已任命，或待确认', answer: AppointmentAnswer },
    async handle(request, response) {
      const viewer = await viewerOf(deps, request);
      requireRight(viewer.posts, 'manage-people');
      const body = await parseBodyAs(CreatePostBody, request);
      const answer = await administer(deps, request, {
        action: 'post-created',
        townId: await townOf(deps, body.unitId),
        work: (tx) => appoint(tx, viewer, body),
      });
      sendAnswer(response, answer);
    },
  },
];
