import { keepingRefusal, protectionRefusal } from '../../domain/people/amending';
import { subjectPlaceRefusal } from '../../domain/people/keeping-registers';
import { readsName } from '../../domain/people/protected-names';
import { CaseRow } from '../../entities/case.entity';
import { SubjectRow } from '../../entities/place.entity';
import { newId } from '../../record/new-id';
import { lockAppointments } from '../../record/roll';
import { administer, jsonAnswer, sendAnswer } from '../administer';
import { CaseRowAnswer } from '../answers/case-row';
import { pageOf } from '../answers/page';
import type { Explained } from '../answers/shape';
import { SubjectAnswer, SubjectReadAnswer, type RegisterAct } from '../answers/subject';
import { heed } from '../appointing';
import { compact } from '../compact';
import type { AppDeps } from '../deps';
import { RegisterQuery } from '../dto/queries';
import { PageQuery } from '../dto/query-fields';
import { CreateSubjectBody } from '../dto/registers';
import { standsFor } from '../merging-subjects';
import { pageIn } from '../paging';
import { parseBodyAs } from '../parse';
import { readerOf } from '../read/appointments';
import { caseRowsShown } from '../read/case-rows-shown';
import { readQuery, search } from '../query';
import { greenFrom } from '../read/case-list';
import { likelySubjects, subjectFamily } from '../read/doubles';
import { nameReading, namesAsSeen, scopeNames } from '../read/protected-names';
import { scopeCases } from '../read/scope';
import { sitesOf } from '../read/sites-of';
import { townFor, viewerOf, type Viewer } from '../read/viewer';
import { insertSubject } from '../register-rows';
import { holdsRight, postsWith, requireRight } from '../rights';
import type { Route } from '../route';
import { requireRightNow } from '../standing';
import { checkSubjectBody, checkSubjectPlan, presentSubject, visibleSubject } from '../subject-register';

/** What who asks may do with a subject. */
const actsOn = async (deps: AppDeps, viewer: Viewer, row: SubjectRow): Promise<RegisterAct[]> => {
  if (row.mergedInto !== null) return [];
  const keepers = postsWith(viewer.posts, 'keep-registers');
  const { kind, protectedPerson } = row;
  const mayAmend =
    keepers.length > 0 &&
    keepingRefusal({ keepers, ...(await nameReading(deps, viewer, row)) }, { kind, protectedPerson }) === null;
  const mayMerge =
    holdsRight(viewer.posts, 'merge-registers') &&
    !(await standsFor(readerOf(deps, await deps.door.now()), viewer.personId, [row.subjectId]));
  return [...(mayAmend ? (['amend'] as const) : []), ...(mayMerge ? (['merge'] as const) : [])];
};

/** Parties that answer for sites. */
export const subjectRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'get',
    path: '/api/v1/subjects',
    summary: '责任主体',
    description:
      '列出本人所及各镇的责任主体；q 按名称或统一社会信用代码查找。已并入其他责任主体的只在 merged=true 时列出。特殊保护人员的姓名和家属联系方式只给有权知道的人看，其他人按 q 也查不到。',
    access: 'person',
    token: 'read',
    query: RegisterQuery,
    success: { status: 200, description: '责任主体', answer: pageOf(SubjectAnswer) },
    async handle(request, response) {
      const { q, merged = false, ...paging } = readQuery(request, RegisterQuery);
      const page = pageIn(deps, request, paging, ['id']);
      const viewer = await viewerOf(deps, request);
      const [after = ''] = page.after ?? [];
      const find = deps.db
        .getRepository(SubjectRow)
        .createQueryBuilder('s')
        .where('s.subjectId > :after', { after })
        .andWhere('s.townId IN (:...towns)', { towns: ['', ...viewer.townIds] })
        .andWhere(merged ? '1 = 1' : 's.mergedInto IS NULL')
        .orderBy('s.subjectId')
        .take(page.limit + 1);
      if (q !== undefined) scopeNames(find, viewer);
      search(find, q, { texts: ['s.name'], codes: ['s.creditCode'] });
      const rows = await find.getMany();
      const sites = await sitesOf(
        deps,
        rows.map((row) => row.subjectId),
      );
      const asOf = await deps.door.now();
      const shown = page.of(
        rows,
        asOf,
        (row) => [row.subjectId],
        (row) => presentSubject(row, sites.get(row.subjectId) ?? []),
      );
      response.json(await namesAsSeen(deps, viewer, shown));
    },
  },
  {
    method: 'get',
    path: '/api/v1/subjects/:subjectId',
    summary: '一个责任主体',
    description:
      '本人所及各镇的责任主体及其点位，本人可以办理的操作，以及（可以合并的人）可能重复的责任主体；已并入其他责任主体的写明并入了哪一个。特殊保护人员的姓名和家属联系方式只给有权知道的人看。',
    access: 'person',
    token: 'read',
    success: { status: 200, description: '责任主体', answer: SubjectReadAnswer },
    async handle(request, response) {
      const viewer = await viewerOf(deps, request);
      const row = await visibleSubject(deps, viewer, String(request.params['subjectId']));
      const sites = await sitesOf(deps, [row.subjectId]);
      const allowedActs = await actsOn(deps, viewer, row);
      const answer: Omit<SubjectReadAnswer, Explained> = {
        ...presentSubject(row, sites.get(row.subjectId) ?? []),
        ...(row.protectedPerson ? { protectedPerson: true } : {}),
        allowedActs,
        doubleSubjectIds: allowedActs.includes('merge') ? await likelySubjects(deps, row) : [],
      };
      response.json(await namesAsSeen(deps, viewer, answer));
    },
  },
  {
    method: 'get',
    path: '/api/v1/subjects/:subjectId/history',
    summary: '责任主体名下的隐患',
    description:
      '列出该责任主体和并入它的责任主体名下本人可以查看的隐患，按立项时间新的在前；各件所显示的内容与隐患列表相同。',
    access: 'person',
    token: 'read',
    query: PageQuery,
    success: { status: 200, description: '隐患，新的在前', answer: pageOf(CaseRowAnswer) },
    async handle(request, response) {
      const page = pageIn(deps, request, readQuery(request, PageQuery), ['instant', 'id']);
      const viewer = await viewerOf(deps, request);
      const { subjectId } = await visibleSubject(deps, viewer, String(request.params['subjectId']));
      const family = await subjectFamily(deps, subjectId);
      const inFamily = '(SELECT cs.case_id FROM case_subject cs WHERE cs.subject_id IN (:...family))';
      const find = deps.db
        .getRepository(CaseRow)
        .createQueryBuilder('c')
        .where(`c.caseId IN ${inFamily}`, { family })
        .orderBy('c.openedAt', 'DESC')
        .addOrderBy('c.caseId', 'DESC')
        .take(page.limit + 1);
      const { after } = page;
      if (after !== undefined)
        find.andWhere('(c.openedAt < :at OR (c.openedAt = :at AND c.caseId < :id))', { at: after[0], id: after[1] });
      const rows = await scopeCases(find, viewer).getMany();
      const now = await deps.door.now();
      const present = await caseRowsShown(deps, viewer, rows, { now, green: greenFrom(deps, viewer, now) });
      response.json(page.of(rows, now, (row) => [row.openedAt, row.caseId], present));
    },
  },
  {
    method: 'post',
    path: '/api/v1/subjects',
    summary: '新建责任主体',
    description:
      '由专班办公室、牵头单位、责任单位、村居、综合执法、站所、区级部门或系统管理员为所及的镇登记，统一社会信用代码在同一镇不得重复。村居只登记本村居的；公共机构须指明是哪个单位，只由专班办公室和系统管理员登记；特殊保护人员须是个人，只由专班办公室、社工办和所在村居登记，家属联系方式只为特殊保护人员登记。',
    access: 'person',
    token: 'act',
    key: true,
    body: CreateSubjectBody,
    success: { status: 201, description: '已新建', answer: SubjectAnswer },
    async handle(request, response) {
      const viewer = await viewerOf(deps, request);
      requireRight(viewer.posts, 'keep-registers');
      const body = await parseBodyAs(CreateSubjectBody, request);
      const townId = townFor(viewer, body.townId);
      checkSubjectBody(body);
      const answer = await administer(deps, request, {
        action: 'subject-created',
        townId,
        work: async (tx) => {
          await lockAppointments(tx);
          const keepers = await requireRightNow(tx, viewer.personId, 'keep-registers', townId);
          const subjectId = newId();
          const { name, kind, creditCode, unitId, placeUnitId, protectedPerson = false, familyContact = null } = body;
          const villageIds = placeUnitId === undefined ? [] : [placeUnitId];
          const now = await viewerOf(deps, request);
          heed(subjectPlaceRefusal(keepers, now.villageIds, placeUnitId));
          const reading = { readsName: readsName({ subjectId, townId, villageIds }, now) };
          heed(protectionRefusal(reading, false, protectedPerson));
          await checkSubjectPlan(tx, { townId, subjectId, keepers }, body);
          await insertSubject(tx, {
            ...{ subjectId, townId, name, kind, protectedPerson, familyContact },
            creditCode: creditCode ?? null,
            unitId: unitId ?? null,
            placeUnitId: placeUnitId ?? null,
          });
          const said = { subjectId, townId, name, kind, creditCode, unitId, placeUnitId, siteIds: [], version: 1 };
          const content: SubjectAnswer = compact(said);
          return {
            answer: jsonAnswer(201, content),
            ref: subjectId,
            data: protectedPerson ? { kind } : { name, kind },
          };
        },
      });
      sendAnswer(response, answer);
    },
  },
];
