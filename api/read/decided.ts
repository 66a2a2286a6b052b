import { canReadCase } from '../../domain/case/readers';
import { canReadEscalation } from '../../domain/people/reading';
import { PROTECTED_NAME } from '../../domain/people/protected-names';
import type { CaseFile } from '../../domain/case/file';
import type { EscalationFile } from '../../domain/escalation/file';
import { DecisionRow } from '../../entities/ledger.entity';
import { EventRow } from '../../entities/stream.entity';
import type { DecidedAnswer } from '../answers/decided';
import type { AppDeps } from '../deps';
import type { PageAsked } from '../paging';
import { hiddenFrom } from './protected-names';
import type { Viewer } from './viewer';

/** A decision of the log with what it was about. */
export interface DecidedRow {
  streamId: string;
  seq: number;
  at: string;
  shown: DecidedAnswer | null;
}

type AnyFile = CaseFile | EscalationFile;

const isCase = (file: AnyFile): file is CaseFile => 'caseId' in file;

const subjectOf = (file: AnyFile): string =>
  !isCase(file) && file.addressee.startsWith('subject:') ? file.addressee.slice('subject:'.length) : '';

const about = (file: AnyFile, hidden: ReadonlySet<string>) =>
  isCase(file)
    ? { caseId: file.caseId, number: file.number, title: file.title }
    : {
        escalationId: file.escalationId,
        number: null,
        title: hidden.has(subjectOf(file)) ? PROTECTED_NAME : file.addresseeName,
      };

/**
 * Decisions on proposals that the viewer took, the last first, from the log. One of a case or escalation that he does not
 * read any more is null: it keeps its place in the order and is not shown.
 *
 * @returns one row more than the page has, where there are more.
 */
export const decidedBy = async (deps: AppDeps, viewer: Viewer, page: PageAsked): Promise<DecidedRow[]> => {
  const { personId, scopes } = viewer;
  const find = deps.db
    .getRepository(DecisionRow)
    .createQueryBuilder('d')
    .innerJoinAndMapOne('d.event', EventRow, 'e', 'e.streamId = d.streamId AND e.seq = d.seq')
    .where('d.personId = :personId', { personId });
  if (page.after !== undefined) {
    const [at, streamId, seq] = page.after;
    find.andWhere(
      '(d.at < :at OR (d.at = :at AND (d.streamId < :streamId OR (d.streamId = :streamId AND d.seq < :seq))))',
      { at, streamId, seq },
    );
  }
  find.orderBy('d.at', 'DESC').addOrderBy('d.streamId', 'DESC').addOrderBy('d.seq', 'DESC');
  const found = await find.limit(page.limit + 1).getMany();
  const events = found.map((row) => (row as DecisionRow & { event: EventRow }).event);
  const files = await deps.door.loadFiles([...new Set(events.map(({ streamId }) => streamId))]);
  const hidden = await hiddenFrom(deps, viewer, files.map(subjectOf));
  const isRead = (file: AnyFile): boolean =>
    scopes.some((scope) => (isCase(file) ? canReadCase(scope, file, []) : canReadEscalation(scope, file)));
  const byStream = new Map(
    files
      .filter(isRead)
      .map((file) => [isCase(file) ? `case:${file.caseId}` : `escalation:${file.escalationId}`, file]),
  );
  return events.map(({ streamId, seq, at, body }) => {
    const file = byStream.get(streamId);
    const { proposalId, act, decision, opinion, final } = body as Omit<DecidedAnswer, 'at'>;
    const shown = file === undefined ? null : { proposalId, act, decision, opinion, at, final, ...about(file, hidden) };
    return { streamId, seq, at, shown };
  });
};
