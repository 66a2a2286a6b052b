import { In } from 'typeorm';
import type { CaseFile } from '../../domain/case/file';
import { sightOf, type Sight } from '../../domain/case/sight';
import { uploadsNamedIn } from '../../domain/case/evidence';
import { DIRECT } from '../../domain/people/authority';
import type { ReadScope } from '../../domain/people/reading';
import { CaseSubjectRow, CaseUnitRow, type CaseRow } from '../../entities/case.entity';
import { SubjectRow } from '../../entities/place.entity';
import { EventRow } from '../../entities/stream.entity';
import type { AppDeps } from '../deps';
import { forbidden } from '../problem';
import { judgeOf } from './judge';
import type { Viewer } from './viewer';

/** How much of a case the viewer is shown. */
export const sightOn = async (deps: AppDeps, viewer: Viewer, file: CaseFile): Promise<Sight> =>
  sightOf(file, await judgeOf(deps, viewer.personId, file));

/** @throws Problem 403 for who reads a case only because he reported it: its papers, dates and reasons are the officers' */
export const requireMoreThanReporting = (sight: Sight): void => {
  if (sight === 'reporter')
    throw forbidden('reads-as-reporter', '您以上报人身份只能查看该事项的办理状态，如需了解详情请联系属地村居或专班。');
};

/** The uploads that the report of a case came with. */
export const uploadsOfReport = async (deps: AppDeps, caseId: string): Promise<string[]> => {
  const first = await deps.db.getRepository(EventRow).findOneBy({ streamId: `case:${caseId}`, seq: 1 });
  return first === null ? [] : uploadsNamedIn(first.body);
};

const verifies = ({ posts }: Viewer): boolean =>
  posts.some(({ role }) => DIRECT.verify.some(({ roles }) => roles.includes(role)));

/** Cases among these of which the viewer is on the side that rectifies. */
const onHisSide = async (deps: AppDeps, viewer: Viewer, caseIds: string[]): Promise<Set<string>> => {
  const links = await deps.db.getRepository(CaseSubjectRow).findBy({ caseId: In(caseIds) });
  const subjectIds = [...new Set(links.map((link) => link.subjectId))];
  const subjects = await deps.db.getRepository(SubjectRow).findBy({ subjectId: In(subjectIds) });
  const units = viewer.posts.map((post) => post.unitId);
  const own = subjects
    .filter(({ unitId }) => unitId !== null && units.includes(unitId))
    .map((subject) => subject.subjectId);
  const his = [...own, ...viewer.posts.flatMap((post) => post.subjectId ?? [])];
  return new Set(links.filter((link) => his.includes(link.subjectId)).map((link) => link.caseId));
};

const readsAll = (scope: ReadScope | undefined): boolean => scope?.all === true;

/** How much of each line of a list the viewer is shown: says of rows what `sightOf` says of files. */
export const sightsOf = async (
  deps: AppDeps,
  viewer: Viewer,
  rows: readonly CaseRow[],
): Promise<(row: CaseRow) => Sight> => {
  const scopeFor = (row: CaseRow) => viewer.scopes.find((scope) => scope.townId === row.townId);
  const caseIds = rows.filter((row) => !readsAll(scopeFor(row))).map((row) => row.caseId);
  if (caseIds.length === 0) return () => 'whole';
  const side = await onHisSide(deps, viewer, caseIds);
  const units = await deps.db.getRepository(CaseUnitRow).findBy({ caseId: In(caseIds) });
  return (row) => {
    const scope = scopeFor(row);
    if (readsAll(scope)) return 'whole';
    if (side.has(row.caseId)) return 'subject';
    const { domains = [], unitIds = [] } = scope ?? {};
    if (domains === null || (row.domain !== null && domains.includes(row.domain))) return 'whole';
    if (row.status === 'lead' && verifies(viewer)) return 'whole';
    return units.some(({ caseId, unitId }) => caseId === row.caseId && unitIds.includes(unitId)) ? 'whole' : 'reporter';
  };
};
