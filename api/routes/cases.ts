import { inTheFuture } from '../../domain/case/claimed';
import type { CaseFile } from '../../domain/case/file';
import { sightOf } from '../../domain/case/sight';
import { civilDateOf } from '../../domain/clock/civil';
import { validOn } from '../../domain/people/directory';
import { SiteRow } from '../../entities/place.entity';
import { CaseAnswer, OpenedCaseAnswer } from '../answers/case';
import { CaseRowAnswer } from '../answers/case-row';
import { CaseDoneAnswer } from '../answers/event';
import { pageOf } from '../answers/page';
import { caseCommandBodies } from '../commands/case';
import { reportOf } from '../commands/report';
import { heed } from '../appointing';
import type { AppDeps } from '../deps';
import { PreviewQuery } from '../dto/preview';
import { ReportBody } from '../dto/report';
import { execute } from '../execute';
import { listRoute } from '../list-route';
import { CaseListQuery, CaseReadQuery } from '../dto/queries';
import { parseBodyAs } from '../parse';
import { presentCase, presentOpened } from '../present/case';
import { presentDone } from '../present/event';
import { invalidField } from '../problem';
import { countUpTo, readQuery } from '../query';
import { asOfFile } from '../read/as-of';
import { cyclesOf } from '../read/case-cycles';
import { cursorKeyOf, cursorParts, findCases, greenFrom, requireAgreement } from '../read/case-list';
import { caseRowsShown } from '../read/case-rows-shown';
import { casesSeen } from '../read/cases-seen';
import { evidenceSeen } from '../read/evidence';
import { readableCase } from '../read/files';
import { escalationsOf, ownEscalations } from '../read/linked-escalations';
import { judgeOf } from '../read/judge';
import { rowsOf } from '../read/doubles';
import { reportedSubjectsOf } from '../read/reported-subjects';
import { namesAsSeen } from '../read/protected-names';
import { policyOf, townFor, viewerOf, type Viewer } from '../read/viewer';
import type { Route } from '../route';
import { requireSiteUnmerged } from '../site-register';
import { commandRoutes, PREVIEWED } from './command-routes';

const isCaseFile = (file: object): file is CaseFile => 'caseId' in file;

const siteOfReport = async (deps: AppDeps, viewer: Viewer, { siteId }: ReportBody): Promise<SiteRow | null> => {
  const site = siteId === undefined ? null : await deps.db.getRepository(SiteRow).findOneBy({ siteId });
  if (siteId !== undefined && (site === null || !viewer.townIds.includes(site.townId)))
    throw invalidField('/siteId', 'unknown', '点位不存在');
  if (site !== null) await requireSiteUnmerged(rowsOf(deps, await deps.door.now()), site, '/siteId');
  if (site?.validTo != null && site.validTo < civilDateOf(await deps.door.now()))
    throw invalidField('/siteId', 'site-ended', '该点位已撤销，请选择现有点位或填写地址');
  return site;
};

/** The village that the report or the site names; a site may still name one that has ended, which tells nobody anything. */
const villageOf = async (deps: AppDeps, body: ReportBody, site: SiteRow | null): Promise<string | undefined> => {
  const unitId = site?.villageUnitId ?? undefined;
  if (body.villageUnitId !== undefined || site === null || unitId === undefined) return body.villageUnitId;
  const unit = (await deps.door.directoryOf(site.townId)).units[unitId];
  const isThere = unit?.kind === 'village' && validOn(unit, civilDateOf(await deps.door.now()));
  return isThere ? unitId : undefined;
};

/** Opening, listing and reading cases. */
export const caseRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'post',
    path: '/api/v1/cases',
    summary: '上报隐患线索',
    description:
      '除审计和系统管理员外，任何岗位都可上报，须给出点位或地址，除热线、公众举报等来源外至少附一张现场照片。举报人岗位和声明匿名的上报人以代号留痕，姓名和电话另行加密保存，不对外显示。',
    access: 'person',
    token: 'report',
    key: true,
    body: ReportBody,
    query: PreviewQuery,
    success: { status: 201, description: '已上报：隐患和所记事件', answer: OpenedCaseAnswer, versioned: true },
    others: [PREVIEWED],
    async handle(request, response) {
      const viewer = await viewerOf(deps, request);
      const body = await parseBodyAs(ReportBody, request);
      const site = await siteOfReport(deps, viewer, body);
      // The town of its site where the reporter reaches several.
      const townId = townFor(viewer, site?.townId ?? body.townId);
      const policy = policyOf(viewer, townId);
      const { reporter } = body;
      const identity = reporter && {
        name: reporter.name ?? '',
        phone: reporter.phone ?? '',
        anonymous: reporter.anonymous,
      };
      const command = reportOf(body, viewer, await villageOf(deps, body, site));
      const target = { opens: 'case', townId, policy, command };
      await execute(deps, request, response, { ...target, ...(identity ? { reporter: identity } : {}) }, (done) =>
        isCaseFile(done.file) ? presentOpened(done.file, done.events.map(presentDone)) : {},
      );
    },
  },
  listRoute(deps, {
    path: '/api/v1/cases',
    summary: '隐患列表，先到期的在前',
    description:
      '列出本人可以查看的隐患，可按状态、等级、单位、灯色等筛选，可改变排序。只因上报而可见的，仅列出上报内容和办理状态；责任主体一方看不到来源等可能指向上报人的内容。',
    access: 'person',
    token: 'read',
    query: CaseListQuery,
    success: { status: 200, description: '隐患', answer: pageOf(CaseRowAnswer) },
    csv: '隐患清单',
    async open(_request, query, viewer) {
      requireAgreement(query);
      const now = await deps.door.now();
      const green = greenFrom(deps, viewer, now);
      const basis = { now, green };
      return {
        items: [CaseRowAnswer],
        key: cursorParts(query),
        page: async (page) => {
          const rows = await casesSeen(deps, viewer, { query, page, basis });
          return page.of(rows, now, cursorKeyOf(query), await caseRowsShown(deps, viewer, rows, basis));
        },
        count: async (most) => countUpTo(await findCases(deps, query, { viewer, basis, way: 'page' }), most),
      };
    },
  }),
  {
    method: 'get',
    path: '/api/v1/cases/:caseId',
    summary: '一起隐患；asOf 查看当时的情况',
    description:
      '本人可以查看的内容、运行中的时限、待审批的提请，以及每项操作能否办理和缘由；ETag 是办理时 If-Match 所需的版本。asOf 按截至该时刻的事件还原案情，可见范围仍按今天的岗位确定；此前尚未上报的回答 404；evidence=true 的另给出证据。',
    access: 'person',
    token: 'read',
    query: CaseReadQuery,
    success: { status: 200, description: '隐患', answer: CaseAnswer, versioned: true },
    async handle(request, response) {
      const { asOf, evidence: isShown = false } = readQuery(request, CaseReadQuery);
      const viewer = await viewerOf(deps, request);
      const current = await readableCase(deps, viewer, String(request.params['caseId']));
      if (asOf !== undefined) heed(inTheFuture({ now: await deps.door.now() }, asOf, '?asOf'));
      const file = asOf === undefined ? current : await asOfFile(deps, current, asOf);
      const context = await judgeOf(deps, viewer.personId, file);
      const shown = asOf === undefined ? context : { ...context, now: asOf };
      response.set('ETag', `"${file.version}"`).set('Cache-Control', 'no-store');
      // As of today: what somebody was in the case then gives him no sight of it now.
      const sight = sightOf(current, context);
      const escalations = await (asOf === undefined ? escalationsOf : ownEscalations)(deps, viewer, file);
      const answer = presentCase({ ...file, escalations }, shown, { clockService: deps.clockService(), sight });
      const reported = sight === 'whole' ? { reportedSubjects: await reportedSubjectsOf(deps, file.caseId) } : {};
      const cycles = sight === 'reporter' ? {} : { cycles: await cyclesOf(deps, file) };
      const evidence = isShown ? { evidence: await evidenceSeen(deps, file.caseId, sight) } : {};
      const seen = await namesAsSeen(deps, viewer, { ...answer, ...cycles, ...reported, ...evidence });
      response.json(seen);
    },
  },
  ...commandRoutes(deps, {
    kind: 'case',
    path: '/api/v1/cases',
    idName: 'caseId',
    bodies: caseCommandBodies,
    answer: CaseDoneAnswer,
  }),
];
