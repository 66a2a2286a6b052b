import { addresseeOf as addresseeOfSubject } from '../../domain/case/owing';
import { civilDateOf } from '../../domain/clock/civil';
import type { OpenEscalation } from '../../domain/escalation/commands';
import { type EscalationFile } from '../../domain/escalation/file';
import { MAY_ESCALATE } from '../../domain/people/authority';
import { hasEnded } from '../../domain/people/directory';
import type { EscalationRow } from '../../entities/escalation.entity';
import { UnitRow } from '../../entities/people.entity';
import { SubjectRow } from '../../entities/place.entity';
import { EscalationAnswer, EscalationRowAnswer, OpenedEscalationAnswer } from '../answers/escalation';
import { EscalationDoneAnswer } from '../answers/event';
import { pageOf } from '../answers/page';
import { escalationCommandBodies } from '../commands/escalation';
import type { AppDeps } from '../deps';
import { OpenEscalationBody } from '../dto/open-escalation';
import { PreviewQuery } from '../dto/preview';
import { execute } from '../execute';
import { EscalationListQuery } from '../dto/queries';
import { listRoute } from '../list-route';
import { parseBodyAs } from '../parse';
import { presentEscalation, presentEscalationRow, presentOpenedEscalation } from '../present/escalation';
import { presentDone } from '../present/event';
import { forbidden, invalidField } from '../problem';
import { countUpTo } from '../query';
import { rowsOf } from '../read/doubles';
import { escalationPage, findEscalations } from '../read/escalation-list';
import { readableCase, readableEscalation } from '../read/files';
import { judgeOf } from '../read/judge';
import { linkedAsSeen } from '../read/linked-cases';
import { namesAsSeen, pageAsSeen } from '../read/protected-names';
import { policyOf, unitOf, viewerOf, type Viewer } from '../read/viewer';
import type { Route } from '../route';
import { requireUnmerged } from '../subject-register';
import { commandRoutes, PREVIEWED } from './command-routes';
import { escalationPartRoutes } from './escalation-parts';

const isEscalationFile = (file: object): file is EscalationFile => 'escalationId' in file;

interface Named {
  addressee: OpenEscalation['addressee'];
  addresseeName: string;
  addresseeIsCompany: boolean;
}

const addresseeOf = async (deps: AppDeps, townId: string, { addressee }: OpenEscalationBody): Promise<Named> => {
  const { unitId, subjectId } = addressee;
  if ((unitId === undefined) === (subjectId === undefined))
    throw invalidField('/addressee', 'one-of', '请选择单位或责任主体，两者只选其一');
  if (unitId !== undefined) {
    const unit = await deps.db.getRepository(UnitRow).findOneBy({ unitId, townId });
    if (unit === null) throw invalidField('/addressee/unitId', 'unknown', '单位不存在');
    if (hasEnded(unitOf(unit), civilDateOf(await deps.door.now())))
      throw invalidField('/addressee/unitId', 'unit-ended', '该单位已撤销，请选择现有单位或其接替单位。');
    return { addressee: `unit:${unitId}`, addresseeName: unit.name, addresseeIsCompany: false };
  }
  const subject = await deps.db.getRepository(SubjectRow).findOneBy({ subjectId: subjectId ?? '', townId });
  if (subject === null) throw invalidField('/addressee/subjectId', 'unknown', '责任主体不存在');
  await requireUnmerged(rowsOf(deps, await deps.door.now()), subject, '/addressee/subjectId');
  const spokenTo = addresseeOfSubject(subject);
  return {
    addressee: spokenTo,
    addresseeName: subject.name,
    addresseeIsCompany: spokenTo.startsWith('subject:') && subject.kind !== 'public-body',
  };
};

/** @throws Problem 403 where no post of the viewer lets him propose; which town's it must be, the door asks again. */
const requireEscalating = ({ posts }: Viewer): void => {
  const roles = MAY_ESCALATE.flatMap((grant) => grant.roles);
  if (posts.some((post) => roles.includes(post.role))) return;
  throw forbidden('not-your-proposal', '您的岗位不能提请督办、约谈或通报。', roles);
};

/** The unit that hosts: where the proposer holds the post that lets him propose. */
const hostOf = (viewer: Viewer, townId: string): string => {
  const here = viewer.units.filter((unit) => unit.townId === townId).map((unit) => unit.unitId);
  const posts = viewer.posts.filter((post) => here.includes(post.unitId));
  const entitled = posts.find((post) => MAY_ESCALATE.some((grant) => grant.roles.includes(post.role)));
  return (entitled ?? posts[0])?.unitId ?? '';
};

/** 督办、约谈、通报 over one or many cases. */
export const escalationRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'post',
    path: '/api/v1/escalations',
    summary: '提请督办、约谈或通报',
    description:
      '由专班办公室或牵头单位就同一镇的一起或几起隐患，对一个单位或责任主体提请：督办由专班主任审批，约谈由分管领导审批，通报由分管领导（涉重大隐患的由主要领导）审批。对特殊保护人员不得约谈、通报；已销号、归档或认定不属实的隐患不能关联。',
    access: 'person',
    token: 'act',
    key: true,
    body: OpenEscalationBody,
    query: PreviewQuery,
    success: {
      status: 201,
      description: '已提请：督办、约谈或通报和所记事件',
      answer: OpenedEscalationAnswer,
      versioned: true,
    },
    others: [PREVIEWED],
    async handle(request, response) {
      const viewer = await viewerOf(deps, request);
      // Before any case, unit or subject is looked up: who may propose none is told nothing of them.
      requireEscalating(viewer);
      const body = await parseBodyAs(OpenEscalationBody, request);
      const files = await Promise.all(body.caseIds.map((caseId) => readableCase(deps, viewer, caseId)));
      const [first] = files;
      if (first === undefined) throw invalidField('/caseIds', 'required', '请至少关联一起隐患');
      const { townId } = first;
      if (files.some((file) => file.townId !== townId))
        throw invalidField('/caseIds', 'one-town', '只能关联同一个镇的隐患');
      const cases = files.map((file) => ({ caseId: file.caseId, cycle: file.cycle, major: file.grade === 'major' }));
      const named = await addresseeOf(deps, townId, body);
      const { act, reason } = body;
      const hostUnitId = hostOf(viewer, townId);
      const command = {
        type: 'open',
        act,
        ...named,
        hostUnitId,
        byLadder: false,
        reason,
        cases,
        why: 'named',
      } as const;
      const policy = policyOf(viewer, townId);
      await execute(deps, request, response, { opens: 'escalation', townId, policy, command }, (done) =>
        isEscalationFile(done.file) ? presentOpenedEscalation(done.file, done.events.map(presentDone)) : {},
      );
    },
  },
  listRoute(deps, {
    path: '/api/v1/escalations',
    summary: '督办、约谈、通报',
    description:
      '列出本人可以查看的：专班、牵头单位、综合执法、镇领导和审计看全镇的，其他人看本单位主办的、以本单位或所代表的责任主体为对象的，以及可代为报送整改报告的约谈。新提起的在前，可按种类、状态、对象、到期情况和所涉隐患筛选。',
    access: 'person',
    token: 'read',
    query: EscalationListQuery,
    success: { status: 200, description: '新的在前', answer: pageOf(EscalationRowAnswer) },
    csv: '督办约谈通报清单',
    async open(_request, query, viewer) {
      const now = await deps.door.now();
      return {
        items: [EscalationRowAnswer],
        key: ['instant', 'id'],
        page: async (page) => {
          const { rows, casesOf } = await escalationPage(deps, viewer, query, page);
          const keyOf = (row: EscalationRow): string[] => [row.openedAt, row.escalationId];
          const present = (row: EscalationRow): EscalationRowAnswer => presentEscalationRow(row, casesOf(row));
          return pageAsSeen(deps, viewer, page.of(rows, now, keyOf, present));
        },
        count: async (most) => countUpTo(await findEscalations(deps, viewer, query), most),
      };
    },
  }),
  {
    method: 'get',
    path: '/api/v1/escalations/:escalationId',
    summary: '一项督办、约谈或通报',
    description:
      '所涉隐患、文书、运行中的时限、待审批的提请，以及每项操作本人能否办理和缘由；ETag 是办理时 If-Match 所需的版本。',
    access: 'person',
    token: 'read',
    success: { status: 200, description: '详情', answer: EscalationAnswer, versioned: true },
    async handle(request, response) {
      const viewer = await viewerOf(deps, request);
      const file = await readableEscalation(deps, viewer, String(request.params['escalationId']));
      const context = await judgeOf(deps, viewer.personId, file);
      response.set('ETag', `"${file.version}"`).set('Cache-Control', 'no-store');
      const shown = presentEscalation(file, context, deps.clockService());
      const cases = await linkedAsSeen(deps, viewer, shown.cases);
      response.json(await namesAsSeen(deps, viewer, { ...shown, cases }));
    },
  },
  ...escalationPartRoutes(deps),
  ...commandRoutes(deps, {
    kind: 'escalation',
    path: '/api/v1/escalations',
    idName: 'escalationId',
    bodies: escalationCommandBodies,
    answer: EscalationDoneAnswer,
  }),
];
