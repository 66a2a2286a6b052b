import { streamIdOf } from '../../domain/stream-module';
import type { ReportCommand } from '../../domain/case/commands';
import type { CaseFile } from '../../domain/case/file';
import { sightOf } from '../../domain/case/sight';
import { civilDateOf } from '../../domain/clock/civil';
import { validOn } from '../../domain/people/directory';
import { SiteRow } from '../../entities/place.entity';
import { caseCommandBodies, caseCommandBody } from '../commands/case';
import { instantOf } from '../commands/command-body';
import { compact } from '../compact';
import type { AppDeps } from '../deps';
import { bodyOf } from '../body';
import { isId } from '../dto/fields';
import { ReportBody, type PlaceBody } from '../dto/report';
import { execute } from '../execute';
import { pageIn } from '../paging';
import { parseBodyAs } from '../parse';
import { presentCase, presentOpened } from '../present/case';
import { presentCaseRow } from '../present/case-row';
import { presentDone } from '../present/event';
import { invalidField, notFound } from '../problem';
import { instantParam, readQuery } from '../query';
import { asOfFile } from '../read/as-of';
import { caseListRules, cursorKeyOf, cursorParts, greenFrom } from '../read/case-list';
import { casesSeen } from '../read/cases-seen';
import { readableCase } from '../read/files';
import { escalationsOf } from '../read/linked-escalations';
import { judgeOf } from '../read/judge';
import { reportedSubjectsOf } from '../read/reported-subjects';
import { namesAsSeen } from '../read/protected-names';
import { sightsOf } from '../read/sights';
import { policyOf, townFor, viewerOf, type Viewer } from '../read/viewer';
import type { Route } from '../route';

const asOfRules = { asOf: instantParam } as const;

const isCaseFile = (file: object): file is CaseFile => 'caseId' in file;

const siteOfReport = async (deps: AppDeps, viewer: Viewer, { siteId }: ReportBody): Promise<SiteRow | null> => {
  const site = siteId === undefined ? null : await deps.db.getRepository(SiteRow).findOneBy({ siteId });
  if (siteId !== undefined && (site === null || !viewer.townIds.includes(site.townId)))
    throw invalidField('/siteId', 'unknown', '点位不存在');
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

const placeOf = ({ address, longitude, latitude }: PlaceBody) => compact({ address, longitude, latitude });

const reportOf = (body: ReportBody, viewer: Viewer, villageUnitId: string | undefined): ReportCommand => {
  const { title, description, source, siteId, place, hazardType, externalId, refersTo, reporter, reuseReason } = body;
  const { subjectIds = [], campaignIds = [], attachmentIds = [] } = body;
  const onlyReports = viewer.posts.length > 0 && viewer.posts.every((post) => post.role === 'RP');
  return {
    type: 'report',
    ...compact({ title, description, source, siteId, villageUnitId, hazardType, externalId, refersTo, reuseReason }),
    ...(place === undefined ? {} : { place: placeOf(place) }),
    foundAt: instantOf(body.foundAt),
    subjectIds,
    campaignIds,
    attachmentIds,
    protectedSource: onlyReports || reporter?.anonymous === true,
  };
};

/** Opening, listing and reading cases. */
export const caseRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'post',
    path: '/api/v1/cases',
    summary: '上报隐患线索',
    access: 'person',
    token: 'report',
    key: true,
    bodies: [ReportBody],
    success: { status: 201, description: '已上报' },
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
  {
    method: 'get',
    path: '/api/v1/cases',
    summary: '隐患列表，先到期的在前',
    access: 'person',
    token: 'read',
    query: caseListRules,
    success: { status: 200, description: '隐患' },
    async handle(request, response) {
      const query = readQuery(request, caseListRules);
      const page = pageIn(deps, request, query, cursorParts(query));
      const viewer = await viewerOf(deps, request);
      const now = await deps.door.now();
      const green = greenFrom(deps, viewer, now);
      const rows = await casesSeen(deps, viewer, { query, page, basis: { now, green } });
      response.json(
        page.of(rows, now, cursorKeyOf(query), presentCaseRow(now, green, await sightsOf(deps, viewer, rows))),
      );
    },
  },
  {
    method: 'get',
    path: '/api/v1/cases/:caseId',
    summary: '一起隐患；asOf 查看当时的情况',
    access: 'person',
    token: 'read',
    query: asOfRules,
    success: { status: 200, description: '隐患' },
    async handle(request, response) {
      const { asOf } = readQuery(request, asOfRules);
      const viewer = await viewerOf(deps, request);
      const current = await readableCase(deps, viewer, String(request.params['caseId']));
      const file = asOf === undefined ? current : await asOfFile(deps, current, asOf);
      const context = await judgeOf(deps, viewer.personId, file);
      const shown = asOf === undefined ? context : { ...context, now: asOf };
      response.set('ETag', `"${file.version}"`).set('Cache-Control', 'no-store');
      // As of today: what somebody was in the case then gives him no sight of it now.
      const sight = sightOf(current, context);
      const escalations = asOf === undefined ? await escalationsOf(deps, file) : file.escalations;
      const answer = presentCase({ ...file, escalations }, shown, { clockService: deps.clockService(), sight });
      const reported = sight === 'whole' ? { reportedSubjects: await reportedSubjectsOf(deps, file.caseId) } : {};
      response.json(await namesAsSeen(deps, viewer, { ...answer, ...reported }));
    },
  },
  {
    method: 'post',
    path: '/api/v1/cases/:caseId/commands/:command',
    summary: '办理：核实、定级、交办、发文、复查……',
    access: 'person',
    token: 'act',
    key: true,
    ifMatch: true,
    bodies: [...new Set(Object.values(caseCommandBodies).flatMap((body) => body.dtos))],
    success: { status: 200, description: '已办理' },
    async handle(request, response) {
      const body = caseCommandBody(String(request.params['command']));
      const caseId = String(request.params['caseId']);
      if (body === undefined || !isId(caseId)) throw notFound();
      const command = await body.parse(bodyOf(request));
      // Whether the case exists for this person is the door's to say, under the lock: no reads before it.
      await execute(deps, request, response, { streamId: streamIdOf('case', caseId), command }, ({ file, events }) => ({
        caseId,
        version: file.version,
        status: file.status,
        events: events.map(presentDone),
      }));
    },
  },
];
