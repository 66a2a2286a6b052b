import { ACT_NAMES } from '../../domain/escalation/acts';
import { streamIdOf } from '../../domain/stream-module';
import type { Request } from 'express';
import { In } from 'typeorm';
import { addresseeOf as addresseeOfSubject } from '../../domain/case/owing';
import { civilDateOf } from '../../domain/clock/civil';
import type { OpenEscalation } from '../../domain/escalation/commands';
import type { EscalationFile } from '../../domain/escalation/file';
import { MAY_ESCALATE } from '../../domain/people/authority';
import { hasEnded } from '../../domain/people/directory';
import { EscalationCaseRow, EscalationRow } from '../../entities/escalation.entity';
import { UnitRow } from '../../entities/people.entity';
import { SubjectRow } from '../../entities/place.entity';
import { bodyOf } from '../body';
import { escalationCommandBodies, escalationCommandBody } from '../commands/escalation';
import type { AppDeps } from '../deps';
import { isId } from '../dto/fields';
import { OpenEscalationBody } from '../dto/open-escalation';
import { execute } from '../execute';
import { pageIn } from '../paging';
import { parseBodyAs } from '../parse';
import { presentEscalation, presentEscalationRow, presentOpenedEscalation } from '../present/escalation';
import { presentDone } from '../present/event';
import { forbidden, invalidField, notFound } from '../problem';
import { choiceParam, choicesParam, idParam, pageRules, readQuery } from '../query';
import { readableCase, readableEscalation } from '../read/files';
import { judgeOf } from '../read/judge';
import { reportsOnBehalf } from '../read/on-behalf';
import { namesAsSeen } from '../read/protected-names';
import { scopeEscalations } from '../read/scope';
import { deadlinesOf, eventsOf, papersOf } from '../read/stream-parts';
import { policyOf, unitOf, viewerOf, type Viewer } from '../read/viewer';
import type { Route } from '../route';

const statuses = ['proposed', 'approved', 'held', 'completed', 'rejected', 'withdrawn'] as const;
const listRules = {
  ...pageRules,
  act: choiceParam(...ACT_NAMES),
  status: choicesParam(...statuses),
  caseId: idParam,
} as const;

const isEscalationFile = (file: object): file is EscalationFile => 'escalationId' in file;

interface Named {
  addressee: OpenEscalation['addressee'];
  addresseeName: string;
  addresseeIsCompany: boolean;
}

const addresseeOf = async (deps: AppDeps, townId: string, { addressee }: OpenEscalationBody): Promise<Named> => {
  const { unitId, subjectId } = addressee;
  if ((unitId === undefined) === (subjectId === undefined))
    throw invalidField('/addressee', 'one-of', '请给出 unitId 或 subjectId 之一');
  if (unitId !== undefined) {
    const unit = await deps.db.getRepository(UnitRow).findOneBy({ unitId, townId });
    if (unit === null) throw invalidField('/addressee/unitId', 'unknown', '单位不存在');
    if (hasEnded(unitOf(unit), civilDateOf(await deps.door.now())))
      throw invalidField('/addressee/unitId', 'unit-ended', '该单位已撤销，请选择现有单位或其接替单位。');
    return { addressee: `unit:${unitId}`, addresseeName: unit.name, addresseeIsCompany: false };
  }
  const subject = await deps.db.getRepository(SubjectRow).findOneBy({ subjectId: subjectId ?? '', townId });
  if (subject === null) throw invalidField('/addressee/subjectId', 'unknown', '责任主体不存在');
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
    access: 'person',
    token: 'act',
    key: true,
    bodies: [OpenEscalationBody],
    success: { status: 201, description: '已提请' },
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
  {
    method: 'get',
    path: '/api/v1/escalations',
    summary: '督办、约谈、通报',
    access: 'person',
    token: 'read',
    query: listRules,
    success: { status: 200, description: '新的在前' },
    async handle(request, response) {
      const { act, status, caseId, ...paging } = readQuery(request, listRules);
      const page = pageIn(deps, request, paging, ['instant', 'id']);
      const viewer = await viewerOf(deps, request);
      const find = deps.db.getRepository(EscalationRow).createQueryBuilder('e').where('1 = 1');
      scopeEscalations(find, viewer, await reportsOnBehalf(deps, viewer));
      const { after } = page;
      if (after !== undefined)
        find.andWhere('(e.openedAt < :at OR (e.openedAt = :at AND e.escalationId < :id))', {
          at: after[0],
          id: after[1],
        });
      if (act !== undefined) find.andWhere('e.act = :act', { act });
      if (status !== undefined) find.andWhere('e.status IN (:...status)', { status });
      if (caseId !== undefined) {
        const links = await deps.db.getRepository(EscalationCaseRow).findBy({ caseId });
        find.andWhere({ escalationId: In(links.map((link) => link.escalationId)) });
      }
      find
        .orderBy('e.openedAt', 'DESC')
        .addOrderBy('e.escalationId', 'DESC')
        .take(page.limit + 1);
      const keyOf = (row: EscalationRow): string[] => [row.openedAt, row.escalationId];
      const rows = await find.getMany();
      const linked = await deps.db
        .getRepository(EscalationCaseRow)
        .findBy({ escalationId: In(rows.map((row) => row.escalationId)) });
      const present = (row: EscalationRow): object =>
        presentEscalationRow(
          row,
          linked.filter((link) => link.escalationId === row.escalationId).map((link) => link.caseId),
        );
      response.json(await namesAsSeen(deps, viewer, page.of(rows, await deps.door.now(), keyOf, present)));
    },
  },
  {
    method: 'get',
    path: '/api/v1/escalations/:escalationId',
    summary: '一项督办、约谈或通报',
    access: 'person',
    token: 'read',
    success: { status: 200, description: '详情' },
    async handle(request, response) {
      const viewer = await viewerOf(deps, request);
      const file = await readableEscalation(deps, viewer, String(request.params['escalationId']));
      const context = await judgeOf(deps, viewer.personId, file);
      response.set('ETag', `"${file.version}"`).set('Cache-Control', 'no-store');
      response.json(await namesAsSeen(deps, viewer, presentEscalation(file, context, deps.clockService())));
    },
  },
  ...partRoutes(deps),
  {
    method: 'post',
    path: '/api/v1/escalations/:escalationId/commands/:command',
    summary: '办理：约谈、记录缺席、整改报告、发布……',
    access: 'person',
    token: 'act',
    key: true,
    ifMatch: true,
    bodies: [...new Set(Object.values(escalationCommandBodies).flatMap((body) => body.dtos))],
    success: { status: 200, description: '已办理' },
    async handle(request, response) {
      const body = escalationCommandBody(String(request.params['command']));
      const escalationId = String(request.params['escalationId']);
      if (body === undefined || !isId(escalationId)) throw notFound();
      const command = await body.parse(bodyOf(request));
      await execute(
        deps,
        request,
        response,
        { streamId: streamIdOf('escalation', escalationId), command },
        ({ file, events }) => ({
          escalationId,
          version: file.version,
          status: file.status,
          events: events.map(presentDone),
        }),
      );
    },
  },
];

function partRoutes(deps: AppDeps): Route[] {
  const part = (
    name: string,
    summary: string,
    read: (streamId: string, request: Request, file: EscalationFile) => Promise<object>,
  ): Route => ({
    method: 'get',
    path: `/api/v1/escalations/:escalationId/${name}`,
    summary,
    access: 'person',
    token: 'read',
    ...(name === 'events' ? { query: pageRules } : {}),
    success: { status: 200, description: summary },
    async handle(request, response) {
      const viewer = await viewerOf(deps, request);
      const file = await readableEscalation(deps, viewer, String(request.params['escalationId']));
      response.json(await namesAsSeen(deps, viewer, await read(`escalation:${file.escalationId}`, request, file)));
    },
  });
  return [
    part('events', '办理记录', (streamId, request) => eventsOf(deps, streamId, request)),
    part('deadlines', '时限台账', (streamId) => deadlinesOf(deps, streamId)),
    part('documents', '文书', (streamId, _, file) => papersOf(deps, streamId, file)),
    part('chain', '核验哈希链', (streamId) => deps.door.verifyChain(streamId)),
  ];
}
