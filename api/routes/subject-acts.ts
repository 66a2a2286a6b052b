import type { AdminTx } from '../../record/admin';
import { lockAppointments } from '../../record/roll';
import { administer, jsonAnswer, sendAnswer } from '../administer';
import { amendSubject } from '../amending-subjects';
import { SubjectMergedAnswer } from '../answers/merged';
import { SubjectAnswer } from '../answers/subject';
import type { AppDeps } from '../deps';
import { PreviewQuery } from '../dto/preview';
import { AmendSubjectBody, MergeSubjectBody } from '../dto/registers';
import { mergeSubject, planSubjectMerge, subjectMoves } from '../merging-subjects';
import { parseBodyAs } from '../parse';
import { expectedVersionOf } from '../preconditions';
import { readQuery } from '../query';
import { rowsOf } from '../read/doubles';
import { nameReading } from '../read/protected-names';
import { sitesOf } from '../read/sites-of';
import { viewerOf } from '../read/viewer';
import { requireRight } from '../rights';
import type { Route } from '../route';
import { requireRightNow } from '../standing';
import { checkSubjectBody, presentSubject, visibleSubject } from '../subject-register';

/** What may be done to a subject that is there: amending it, merging it as a double (decision 0019). */
export const subjectActRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'post',
    path: '/api/v1/subjects/:subjectId/amend',
    summary: '修改责任主体',
    description:
      '由可以登记责任主体的人修改，须写明理由；没有填写的项即清空。村居只修改本村居的，不能改到其他村居；特殊保护人员只由可以查看其姓名的人登记、修改或撤销；公共机构只由专班办公室和系统管理员修改，名下还有未办结的隐患时不能改为或改自公共机构。未办结的隐患随之使用新的名称、类别、所在村居和保护标记，已制发的文书不变；原来的内容记入审计日志。',
    access: 'person',
    token: 'act',
    key: true,
    ifMatch: true,
    body: AmendSubjectBody,
    success: { status: 200, description: '已修改', answer: SubjectAnswer },
    async handle(request, response) {
      const viewer = await viewerOf(deps, request);
      requireRight(viewer.posts, 'keep-registers');
      const { subjectId, townId } = await visibleSubject(deps, viewer, String(request.params['subjectId']));
      const { reason, ...planned } = await parseBodyAs(AmendSubjectBody, request);
      checkSubjectBody(planned);
      const expectedVersion = expectedVersionOf(request);
      const siteIds = (await sitesOf(deps, [subjectId])).get(subjectId) ?? [];
      const answer = await administer(deps, request, {
        action: 'subject-amended',
        townId,
        work: async (tx) => {
          await lockAppointments(tx);
          const keepers = await requireRightNow(tx, viewer.personId, 'keep-registers', townId);
          // As of now: under the lock no post ends or begins any more.
          const now = await viewerOf(deps, request);
          const { row, changes } = await amendSubject(tx, {
            ...{ subjectId, townId, expectedVersion, planned },
            keepingOf: async (one) => ({ keepers, ...(await nameReading(deps, now, one)) }),
          });
          return {
            answer: jsonAnswer(200, presentSubject(row, siteIds)),
            ref: subjectId,
            data: { reason, changes },
            directoryOf: townId,
          };
        },
      });
      sendAnswer(response, answer);
    },
  },
  {
    method: 'post',
    path: '/api/v1/subjects/:subjectId/merge',
    summary: '把重复登记的责任主体并入另一个',
    description:
      '由专班办公室办理，须写明理由，不能撤回；在其中一方任职的人不能办理；preview=true 只说明会转移什么，不办理。并入后保留的一方不变，其没有登记的项从被并入的一方补上；未办结的隐患、时限、督办、约谈、通报和未结束的岗位、点位转到保留的一方，时限不重新起算；已办结的不改写，按保留的一方也能查到。公共机构与其他类别、特殊保护人员与单位、信用代码不同的不能合并。',
    access: 'person',
    token: 'act',
    key: true,
    body: MergeSubjectBody,
    query: PreviewQuery,
    success: {
      status: 200,
      description: '已并入；preview=true 时是会有的效果，未办理，不需要 Idempotency-Key',
      answer: SubjectMergedAnswer,
    },
    async handle(request, response) {
      const viewer = await viewerOf(deps, request);
      requireRight(viewer.posts, 'merge-registers');
      const { subjectId, townId } = await visibleSubject(deps, viewer, String(request.params['subjectId']));
      const { intoSubjectId, reason } = await parseBodyAs(MergeSubjectBody, request);
      const named = { subjectId, intoSubjectId, by: viewer.personId };
      if (readQuery(request, PreviewQuery).preview === true) {
        const reader = rowsOf(deps, await deps.door.now());
        response.json(await subjectMoves(reader, await planSubjectMerge(reader, townId, named)));
        return;
      }
      const answer = await administer(deps, request, {
        action: 'subject-merged',
        townId,
        work: async (tx: AdminTx) => {
          await lockAppointments(tx);
          await requireRightNow(tx, viewer.personId, 'merge-registers', townId);
          const merging = await planSubjectMerge(tx, townId, named);
          const told = await subjectMoves(tx, merging);
          await mergeSubject(tx, merging, { by: viewer.personId, reason });
          const { filled, moves } = told;
          return {
            answer: jsonAnswer(200, told),
            ref: subjectId,
            data: { intoSubjectId, reason, filled, moves },
            directoryOf: townId,
          };
        },
      });
      sendAnswer(response, answer);
    },
  },
];
