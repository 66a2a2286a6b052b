import type { CaseFile } from '../../domain/case/file';
import type { Proposal } from '../../domain/case/proposal';
import { mayDecide as mayDecideCase } from '../../domain/case/deciding';
import type { Instant } from '../../domain/clock/instant';
import type { Context } from '../../domain/context';
import type { EscalationFile } from '../../domain/escalation/file';
import { mayDecide as mayDecideEscalation } from '../../domain/escalation/deciders';
import { decidersToday } from '../../domain/people/candidates';
import { PROTECTED_NAME } from '../../domain/people/protected-names';
import { readerKey } from '../../domain/people/reading';
import { CaseReaderRow } from '../../entities/case.entity';
import { ProposalRow } from '../../entities/ledger.entity';
import type { CaseDecisionAnswer, CoSignAnswer, EscalationDecisionAnswer } from '../answers/inbox';
import type { AppDeps } from '../deps';
import { presentAsk, presentProposal } from '../present/clock';
import { judgesOf } from './judge';
import { hiddenFrom } from './protected-names';
import type { Viewer } from './viewer';

/** One thing that waits for a person's decision or signature. */
export interface InboxItem {
  /** When it is due; empty where no clock runs for it. */
  dueAt: string;
  /** The proposal, or what is to be signed. */
  id: string;
  /** The case it is about, if it is about one. */
  caseId: string | null;
  /** The escalation, if it is about one. */
  escalationId: string | null;
  shown: CaseDecisionAnswer | EscalationDecisionAnswer | CoSignAnswer;
}

type AnyFile = CaseFile | EscalationFile;

/** Streams with an open proposal whose present step one of the viewer's posts may decide, by role, unit and domain. */
const toDecide = async (deps: AppDeps, viewer: Viewer, now: Instant): Promise<string[]> => {
  if (viewer.townIds.length === 0) return [];
  const rows = await deps.db
    .getRepository(ProposalRow)
    .createQueryBuilder('p')
    .select(['p.streamId', 'p.proposalId', 'p.kind', 'p.townId', 'p.deciders'])
    .where("p.state = 'open' AND p.townId IN (:...towns)", { towns: viewer.townIds })
    .getMany();
  const units = Object.fromEntries(viewer.units.map((unit) => [unit.unitId, unit]));
  const mine = rows.filter(({ kind, townId, deciders }) => {
    // Of an escalation the facts of the day may name another than the row; whoever it is reads the whole town.
    if (kind === 'escalation') return viewer.scopes.some((scope) => scope.townId === townId && scope.all);
    const directory = { townId, version: 0, units, posts: viewer.posts };
    return deciders !== null && decidersToday({ directory, now }, deciders).length > 0;
  });
  return mine.map((row) => row.streamId);
};

/** Cases in which the viewer was asked to sign as the second person. */
const toSign = async (deps: AppDeps, { personId }: Viewer): Promise<string[]> =>
  (await deps.db.getRepository(CaseReaderRow).findBy({ reader: readerKey.asked(personId) })).map(
    (row) => `case:${row.caseId}`,
  );

const ofCase = (file: CaseFile, context: Context): InboxItem[] => {
  const { caseId, number, title, version } = file;
  const about = { caseId, number, title, version };
  const decisions = file.proposals
    .filter((proposal) => mayDecideCase(file, context, proposal) === null)
    .map((proposal): InboxItem => {
      const { proposalId: id, decideBy } = proposal;
      return {
        dueAt: decideBy,
        id,
        caseId,
        escalationId: null,
        shown: { kind: 'decision', ...presentProposal(proposal), ...about },
      };
    });
  const asks = file.asks
    .filter((ask) => ask.coActorId === context.actor.personId)
    .map((ask): InboxItem => {
      const dueAt = file.deadlines.find(({ ref, level }) => ref === ask.askId && level === 0)?.dueAt ?? '';
      return {
        dueAt,
        id: ask.askId,
        caseId,
        escalationId: null,
        shown: { ...presentAsk(ask, dueAt === '' ? null : dueAt), ...about },
      };
    });
  return [...decisions, ...asks];
};

const subjectOf = ({ addressee }: EscalationFile): string =>
  addressee.startsWith('subject:') ? addressee.slice('subject:'.length) : '';

const ofEscalation = (file: EscalationFile, context: Context, hidden: ReadonlySet<string>): InboxItem[] => {
  const { escalationId, addresseeName, version } = file;
  if (mayDecideEscalation(file, context) !== null) return [];
  const title = hidden.has(subjectOf(file)) ? PROTECTED_NAME : addresseeName;
  return file.proposals.map((proposal: Proposal): InboxItem => {
    const { proposalId: id, decideBy } = proposal;
    const shown = { kind: 'decision', ...presentProposal(proposal), escalationId, title, version };
    return { dueAt: decideBy, id, caseId: null, escalationId, shown };
  });
};

const isEscalation = (file: AnyFile): file is EscalationFile => 'escalationId' in file;

const inOrder = (a: InboxItem, b: InboxItem): number =>
  a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.id < b.id) ? -1 : 1;

/**
 * What waits for the viewer (settled 3.2): open proposals that he may decide now, by the same guard that the decision meets,
 * and what he was asked to sign; soonest first. All of it: what he may not decide takes no place from what he may.
 */
export const inboxOf = async (deps: AppDeps, viewer: Viewer): Promise<InboxItem[]> => {
  const streams = await Promise.all([toDecide(deps, viewer, await deps.door.now()), toSign(deps, viewer)]);
  const files = await deps.door.loadFiles([...new Set(streams.flat())]);
  const contextOf = await judgesOf(deps, viewer.personId, files);
  const hidden = await hiddenFrom(deps, viewer, files.filter(isEscalation).map(subjectOf));
  const items = files.flatMap((file) =>
    isEscalation(file) ? ofEscalation(file, contextOf(file), hidden) : ofCase(file, contextOf(file)),
  );
  return items.toSorted(inOrder);
};
