import { In } from 'typeorm';
import { subjectRefusal } from '../../domain/people/keeping-registers';
import { CaseRow, CaseSubjectRow } from '../../entities/case.entity';
import { SiteRow, SiteTenantRow, SubjectRow } from '../../entities/place.entity';
import type { AdminTx } from '../../record/admin';
import { newId } from '../../record/new-id';
import { text } from '../../record/row';
import { administer, jsonAnswer, sendAnswer } from '../administer';
import { CaseRowAnswer } from '../answers/case-row';
import { pageOf } from '../answers/page';
import { SubjectAnswer, SubjectReadAnswer } from '../answers/subject';
import { heed } from '../appointing';
import { compact } from '../compact';
import type { AppDeps } from '../deps';
import { CreateSubjectBody } from '../dto/registers';
import { SearchQuery } from '../dto/queries';
import { PageQuery } from '../dto/query-fields';
import { pageIn } from '../paging';
import { parseBodyAs } from '../parse';
import { invalidField, notFound, Problem } from '../problem';
import { readQuery, search } from '../query';
import { greenFrom } from '../read/case-list';
import { caseRowsShown } from '../read/case-rows-shown';
import { namesAsSeen, scopeNames } from '../read/protected-names';
import { scopeCases } from '../read/scope';
import { townFor, viewerOf, type Viewer } from '../read/viewer';
import { requireRight } from '../rights';
import type { Route } from '../route';
import { insertSubject } from '../town-setup';
import { requireRightNow, requireUnitOfTown } from '../standing';

const sitesOf = async (deps: AppDeps, subjectIds: string[]): Promise<Map<string, string[]>> => {
  const sites = new Map<string, string[]>();
  if (subjectIds.length === 0) return sites;
  const owned = await deps.db.getRepository(SiteRow).findBy({ ownerSubjectId: In(subjectIds) });
  const tenanted = await deps.db.getRepository(SiteTenantRow).findBy({ subjectId: In(subjectIds) });
  for (const { ownerSubjectId, siteId } of owned)
    if (ownerSubjectId !== null) sites.set(ownerSubjectId, [...(sites.get(ownerSubjectId) ?? []), siteId]);
  for (const { subjectId, siteId } of tenanted)
    sites.set(subjectId, [...new Set([...(sites.get(subjectId) ?? []), siteId])]);
  return sites;
};

const present = (row: SubjectRow, siteIds: string[]): SubjectAnswer =>
  compact({
    subjectId: row.subjectId,
    townId: row.townId,
    name: row.name,
    kind: row.kind,
    creditCode: row.creditCode ?? undefined,
    unitId: row.unitId ?? undefined,
    electronicConsent: row.electronicConsent ?? undefined,
    placeUnitId: row.placeUnitId ?? undefined,
    familyContact: row.familyContact ?? undefined,
    siteIds,
  });

/** A subject of one of the viewer's towns; others do not exist for him. */
export const visibleSubject = async (deps: AppDeps, viewer: Viewer, subjectId: string): Promise<SubjectRow> => {
  const row = await deps.db.getRepository(SubjectRow).findOneBy({ subjectId });
  if (row === null || !viewer.townIds.includes(row.townId)) throw notFound();
  return row;
};

/** One company for one credit code in a town (settled 6.5); who keeps the registers may know which. */
const refuseSecond = async (tx: AdminTx, townId: string, creditCode: string): Promise<void> => {
  const [first] = await tx.query(
    'SELECT subject_id, name FROM subject WHERE town_id = ? AND credit_code = ? AND protected_person = 0',
    [townId, creditCode],
  );
  if (first === undefined) return;
  const message = `统一社会信用代码已登记为“${text(first, 'name')}”，请直接选用。`;
  throw new Problem('conflict', message, {
    reason: 'credit-code-taken',
    errors: [{ pointer: '/creditCode', code: 'credit-code-taken', message }],
  });
};

/** Parties that answer for sites. */
export const subjectRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'get',
    path: '/api/v1/subjects',
    summary: '责任主体',
    description:
      '列出本人所及各镇的责任主体；q 按名称或统一社会信用代码查找。特殊保护人员的姓名和家属联系方式只给有权知道的人看，其他人按 q 也查不到。',
    access: 'person',
    token: 'read',
    query: SearchQuery,
    success: { status: 200, description: '责任主体', answer: pageOf(SubjectAnswer) },
    async handle(request, response) {
      const { q, ...paging } = readQuery(request, SearchQuery);
      const page = pageIn(deps, request, paging, ['id']);
      const viewer = await viewerOf(deps, request);
      const [after = ''] = page.after ?? [];
      const find = deps.db
        .getRepository(SubjectRow)
        .createQueryBuilder('s')
        .where('s.subjectId > :after', { after })
        .andWhere('s.townId IN (:...towns)', { towns: ['', ...viewer.townIds] })
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
        (row) => present(row, sites.get(row.subjectId) ?? []),
      );
      response.json(await namesAsSeen(deps, viewer, shown));
    },
  },
  {
    method: 'get',
    path: '/api/v1/subjects/:subjectId',
    summary: '一个责任主体',
    description: '本人所及各镇的责任主体及其点位。特殊保护人员的姓名和家属联系方式只给有权知道的人看。',
    access: 'person',
    token: 'read',
    success: { status: 200, description: '责任主体', answer: SubjectReadAnswer },
    async handle(request, response) {
      const viewer = await viewerOf(deps, request);
      const row = await visibleSubject(deps, viewer, String(request.params['subjectId']));
      const sites = await sitesOf(deps, [row.subjectId]);
      response.json(await namesAsSeen(deps, viewer, present(row, sites.get(row.subjectId) ?? [])));
    },
  },
  {
    method: 'get',
    path: '/api/v1/subjects/:subjectId/history',
    summary: '责任主体名下的隐患',
    description: '列出该责任主体名下本人可以查看的隐患，按立项时间新的在前；各件所显示的内容与隐患列表相同。',
    access: 'person',
    token: 'read',
    query: PageQuery,
    success: { status: 200, description: '隐患，新的在前', answer: pageOf(CaseRowAnswer) },
    async handle(request, response) {
      const page = pageIn(deps, request, readQuery(request, PageQuery), ['instant', 'id']);
      const viewer = await viewerOf(deps, request);
      const { subjectId } = await visibleSubject(deps, viewer, String(request.params['subjectId']));
      const find = deps.db
        .getRepository(CaseRow)
        .createQueryBuilder('c')
        .innerJoin(CaseSubjectRow, 'cs', 'cs.caseId = c.caseId AND cs.subjectId = :subjectId', { subjectId })
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
      '由专班办公室、牵头单位、责任单位、村居、综合执法、站所、区级部门或系统管理员为所及的镇登记，统一社会信用代码在同一镇不得重复。公共机构须指明是哪个单位，只由专班办公室和系统管理员登记；家属联系方式只为特殊保护人员登记。',
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
      if (body.kind === 'public-body' && body.unitId === undefined)
        throw invalidField('/unitId', 'required', '所属单位必填：公共机构须指明是哪个单位。');
      if (body.kind !== 'public-body' && body.unitId !== undefined)
        throw invalidField(
          '/unitId',
          'not-a-public-body',
          '所属单位只适用于公共机构（责任主体就是该单位）；村居请填在“所在村居”。',
        );
      if (body.familyContact !== undefined && body.protectedPerson !== true)
        throw invalidField(
          '/familyContact',
          'not-protected',
          '家属联系方式只为特殊保护人员登记，请同时勾选“特殊保护人员”。',
        );
      const answer = await administer(deps, request, {
        action: 'subject-created',
        townId,
        work: async (tx) => {
          const keepers = await requireRightNow(tx, viewer.personId, 'keep-registers', townId);
          heed(subjectRefusal(keepers, body));
          const { name, kind, creditCode, unitId, placeUnitId, protectedPerson = false, familyContact = null } = body;
          await requireUnitOfTown(tx, unitId, { townId, pointer: '/unitId', name: '所属单位', orDistrict: true });
          await requireUnitOfTown(tx, placeUnitId, {
            townId,
            pointer: '/placeUnitId',
            name: '所在村居',
            kind: 'village',
          });
          if (creditCode !== undefined) await refuseSecond(tx, townId, creditCode);
          const subjectId = newId();
          await insertSubject(tx, {
            ...{ subjectId, townId, name, kind, protectedPerson, familyContact },
            creditCode: creditCode ?? null,
            unitId: unitId ?? null,
            placeUnitId: placeUnitId ?? null,
          });
          const content: SubjectAnswer = compact({
            subjectId,
            townId,
            name,
            kind,
            creditCode,
            unitId,
            placeUnitId,
            siteIds: [],
          });
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
