import { mayDecide as mayDecideCase } from '../../domain/case/deciding';
import { mayDecide as mayDecideEscalation } from '../../domain/escalation/gate';
import { PROTECTED_NAME } from '../../domain/people/protected-names';
import { UnknownEvent } from '../../domain/unknown-event';
import { ProposalRow } from '../../entities/ledger.entity';
import type { AppDeps } from '../deps';
import { presentProposal } from '../present/clock';
import { judgeOf } from './judge';
import { hiddenFrom } from './protected-names';
import type { Viewer } from './viewer';

/** Open proposals whose present step names one of the viewer's roles; at most two hundred, soonest decision first. */
const candidates = async (deps: AppDeps, viewer: Viewer): Promise<ProposalRow[]> => {
  const roles = viewer.posts.map((post) => post.role);
  if (viewer.townIds.length === 0 || roles.length === 0) return [];
  const find = deps.db
    .getRepository(ProposalRow)
    .createQueryBuilder('p')
    .where("p.state = 'open' AND p.townId IN (:...towns)", { towns: viewer.townIds })
    .orderBy('p.decideBy')
    .take(200);
  const likes = roles.map((role, n) => [`p.deciders LIKE :role${n}`, `%"${role}"%`, `role${n}`] as const);
  find.andWhere(
    `(${likes.map(([where]) => where).join(' OR ')})`,
    Object.fromEntries(likes.map(([, value, name]) => [name, value])),
  );
  return find.getMany();
};

const presentIfOpen = async (deps: AppDeps, viewer: Viewer, row: ProposalRow): Promise<object[]> => {
  const file = await deps.door.loadFile(row.streamId);
  const proposal = file?.proposals.find((open) => open.proposalId === row.proposalId);
  if (file === undefined || proposal === undefined) return [];
  const context = await judgeOf(deps, viewer.personId, file);
  if ('caseId' in file) {
    if (mayDecideCase(file, context, proposal) !== null) return [];
    const { caseId, number, title, version } = file;
    return [{ ...presentProposal(proposal), caseId, number, title, version }];
  }
  if (mayDecideEscalation(file, context) !== null) return [];
  const { escalationId, addressee, addresseeName, version } = file;
  const subjectId = addressee.startsWith('subject:') ? addressee.slice('subject:'.length) : '';
  const hidden = await hiddenFrom(deps, viewer, [subjectId]);
  const title = hidden.has(subjectId) ? PROTECTED_NAME : addresseeName;
  return [{ ...presentProposal(proposal), escalationId, title, version }];
};

/** One stream that this program cannot fold does not take the others away. */
const leftOut = ({ logger }: AppDeps, error: unknown): object[] => {
  if (!(error instanceof UnknownEvent)) throw error;
  logger.error('left out of an inbox', { error });
  return [];
};

/** Open proposals that the viewer may decide now, by the same guard that the decision meets. */
export const inboxOf = async (deps: AppDeps, viewer: Viewer): Promise<object[]> => {
  const rows = await candidates(deps, viewer);
  const shown = await Promise.all(
    rows.map((row) => presentIfOpen(deps, viewer, row).catch((error: unknown) => leftOut(deps, error))),
  );
  return shown.flat();
};
