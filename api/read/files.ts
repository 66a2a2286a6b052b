import type { CaseFile } from '../../domain/case/file';
import type { EscalationFile } from '../../domain/escalation/file';
import { canReadCase } from '../../domain/case/readers';
import { canReadEscalation, READ_ALL } from '../../domain/people/reading';
import type { EscalationRow } from '../../entities/escalation.entity';
import { isId } from '../dto/fields';
import type { AppDeps } from '../deps';
import { forbidden, notFound } from '../problem';
import { aliasesOf } from './judge';
import { reportsOnBehalf } from './on-behalf';
import type { Viewer } from './viewer';

/** A case of a town the viewer knows; another town's does not exist. Whether it may be read or acted on comes after. */
const caseInTown = async (deps: AppDeps, viewer: Viewer, caseId: string): Promise<CaseFile> => {
  const file = isId(caseId) ? await deps.door.loadFile(`case:${caseId}`) : undefined;
  if (file === undefined || !('caseId' in file) || !viewer.townIds.includes(file.townId)) throw notFound();
  return file;
};

const mayReadCase = async (deps: AppDeps, viewer: Viewer, file: CaseFile): Promise<boolean> => {
  const aliases = await aliasesOf(deps, viewer.personId, file.caseId);
  return viewer.scopes.some((scope) => canReadCase(scope, file, aliases));
};

const mayReadEscalation = async (deps: AppDeps, viewer: Viewer, file: EscalationFile): Promise<boolean> =>
  viewer.scopes.some((scope) => canReadEscalation(scope, file)) ||
  (await reportsOnBehalf(deps, viewer, file)).length > 0;

const isEscalation = (file: CaseFile | EscalationFile): file is EscalationFile => 'escalationId' in file;

/** Those of these escalations that the viewer may read; one that this program cannot fold is read by who reads all alone. */
export const escalationsAmong = async <R extends Pick<EscalationRow, 'escalationId' | 'townId'>>(
  deps: AppDeps,
  viewer: Viewer,
  rows: readonly R[],
): Promise<R[]> => {
  const isOfAll = ({ townId }: R): boolean => viewer.scopes.some((scope) => scope.all && scope.townId === townId);
  const inPart = rows.filter((row) => !isOfAll(row));
  const files = (await deps.door.loadFiles(inPart.map((row) => `escalation:${row.escalationId}`))).filter(isEscalation);
  const readable = new Set<string>();
  for (const file of files) if (await mayReadEscalation(deps, viewer, file)) readable.add(file.escalationId);
  return rows.filter((row) => isOfAll(row) || readable.has(row.escalationId));
};

/** Whether the viewer may read this file. */
export const mayReadFile = (deps: AppDeps, viewer: Viewer, file: CaseFile | EscalationFile): Promise<boolean> =>
  'caseId' in file ? mayReadCase(deps, viewer, file) : mayReadEscalation(deps, viewer, file);

/** Whether a stream of either kind lies inside what the viewer may read. */
export const mayReadStream = async (deps: AppDeps, viewer: Viewer, streamId: string): Promise<boolean> => {
  const file = await deps.door.loadFile(streamId);
  return file !== undefined && mayReadFile(deps, viewer, file);
};

export const readableCase = async (deps: AppDeps, viewer: Viewer, caseId: string): Promise<CaseFile> => {
  const file = await caseInTown(deps, viewer, caseId);
  if (!(await mayReadCase(deps, viewer, file)))
    throw forbidden('not-your-case', '您的岗位不能查看这起隐患。', READ_ALL);
  return file;
};

const escalationInTown = async (deps: AppDeps, viewer: Viewer, id: string): Promise<EscalationFile> => {
  const file = isId(id) ? await deps.door.loadFile(`escalation:${id}`) : undefined;
  if (file === undefined || 'caseId' in file || !viewer.townIds.includes(file.townId)) throw notFound();
  return file;
};

export const readableEscalation = async (deps: AppDeps, viewer: Viewer, id: string): Promise<EscalationFile> => {
  const file = await escalationInTown(deps, viewer, id);
  if (!(await mayReadEscalation(deps, viewer, file)))
    throw forbidden('not-your-case', '您的岗位不能查看这项约谈、通报或督办。', READ_ALL);
  return file;
};
