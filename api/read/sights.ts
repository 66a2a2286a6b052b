import type { CaseFile } from '../../domain/case/file';
import { sightOf, type Sight } from '../../domain/case/sight';
import { uploadsNamedIn } from '../../domain/case/evidence';
import type { EscalationFile } from '../../domain/escalation/file';
import type { ReadScope } from '../../domain/people/reading';
import type { CaseRow } from '../../entities/case.entity';
import { EventRow } from '../../entities/stream.entity';
import type { AppDeps } from '../deps';
import { forbidden } from '../problem';
import { judgeOf, judgesOf } from './judge';
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

const isCase = (file: CaseFile | EscalationFile): file is CaseFile => 'caseId' in file;

const readsAll = (scope: ReadScope | undefined): boolean => scope?.all === true;

/** Those of these cases that this program can fold, each with how much of it the viewer is shown. */
export const casesInSight = async (
  deps: AppDeps,
  viewer: Viewer,
  caseIds: readonly string[],
): Promise<Map<string, { file: CaseFile; sight: Sight }>> => {
  const files = (await deps.door.loadFiles(caseIds.map((caseId) => `case:${caseId}`))).filter(isCase);
  const contextOf = await judgesOf(deps, viewer.personId, files);
  return new Map(files.map((file) => [file.caseId, { file, sight: sightOf(file, contextOf(file)) }]));
};

/** How much of each line of a list the viewer is shown: what `sightOf` says of its file. */
export const sightsOf = async (
  deps: AppDeps,
  viewer: Viewer,
  rows: readonly CaseRow[],
): Promise<(row: CaseRow) => Sight> => {
  const scopeFor = (row: CaseRow) => viewer.scopes.find((scope) => scope.townId === row.townId);
  // Who reads the whole town may stand on the side that rectifies: what is protected is judged for everybody.
  const isJudged = (row: CaseRow): boolean => row.protectedSource || !readsAll(scopeFor(row));
  const inPart = rows.filter(isJudged);
  const seen = await casesInSight(
    deps,
    viewer,
    inPart.map(({ caseId }) => caseId),
  );
  // A case that this program cannot fold is shown as to somebody who may know the least of it.
  return (row) => (isJudged(row) ? (seen.get(row.caseId)?.sight ?? 'reporter') : 'whole');
};
