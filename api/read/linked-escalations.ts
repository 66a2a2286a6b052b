import type { CaseFile } from '../../domain/case/file';
import type { RungAct } from '../../domain/stream';
import { EscalationCaseRow } from '../../entities/escalation.entity';
import type { AppDeps } from '../deps';
import { escalationsAmong } from './files';
import type { Viewer } from './viewer';

type Link = CaseFile['escalations'][number];

/** Those of a case's escalations that the viewer may read: whom a 通报 names reads it nowhere else either (roles.md 3.2). */
const readableOf = async (
  deps: AppDeps,
  viewer: Viewer,
  { townId }: CaseFile,
  links: readonly Link[],
): Promise<Link[]> => {
  const rows = links.map(({ escalationId }) => ({ escalationId, townId }));
  const readable = (await escalationsAmong(deps, viewer, rows)).map(({ escalationId }) => escalationId);
  return links.filter(({ escalationId }) => readable.includes(escalationId));
};

/** The escalations that the file itself names, as far as the viewer reads them: those of its own rungs. */
export const ownEscalations = (deps: AppDeps, viewer: Viewer, file: CaseFile): Promise<Link[]> =>
  readableOf(deps, viewer, file, file.escalations);

/**
 * Every escalation that a case is in, as far as the viewer reads them: those its own rungs opened or joined, and those that others linked it to, by counting
 * it, by hand, or after an absence (settled 6.4). These write nothing on the case, so they are read from the link itself.
 */
export const escalationsOf = async (deps: AppDeps, viewer: Viewer, file: CaseFile): Promise<Link[]> => {
  const known = file.escalations.map(({ escalationId }) => escalationId);
  const rows = await deps.db.getRepository(EscalationCaseRow).find({
    where: { caseId: file.caseId },
    order: { cycle: 'ASC', escalationId: 'ASC' },
  });
  const others = rows.filter(({ escalationId }) => !known.includes(escalationId));
  // The column is written by the fold of an escalation only.
  const linked = others.map(({ escalationId, act, addressee, cycle }): Link => ({
    escalationId,
    act: act as RungAct,
    addressee,
    cycle,
  }));
  return readableOf(deps, viewer, file, [...file.escalations, ...linked]);
};
