import { allowedCommands } from '../../domain/case/allowed';
import type { Ask, CaseFile, CasePaper } from '../../domain/case/file';
import { meeting } from '../../domain/case/next-act';
import { cycleOf } from '../../domain/case/papers';
import type { Sight } from '../../domain/case/sight';
import type { Context } from '../../domain/context';
import type { CaseAnswer, OpenedCaseAnswer } from '../answers/case';
import type { AskAnswer, SuspensionAnswer } from '../answers/case-facts';
import type { NextDueAnswer } from '../answers/clock';
import type { DoneEventAnswer } from '../answers/event';
import type { CasePaperAnswer } from '../answers/paper';
import type { Explained } from '../answers/shape';
import { compact } from '../compact';
import { caseLabel, presentAllowed } from './allowed';
import { askedContent, nextDueOf, presentClock, presentProposal, type LampBasis } from './clock';
import { asSeen, commandsSeen, overlaysSeen } from './sight';
import { withoutPostsOfAliases } from './signer';

const presentPaper = (file: CaseFile, paper: CasePaper): CasePaperAnswer =>
  compact({
    documentId: paper.documentId,
    cycle: cycleOf(file, paper),
    type: paper.type,
    number: paper.number,
    state: paper.state,
    issuerUnitId: paper.issuerUnitId,
    statutory: paper.statutory,
    dueOn: paper.dueOn ?? undefined,
    issuedAt: paper.issuedAt,
    servedAt: paper.servedAt ?? undefined,
    supplementedAt: paper.supplementedAt ?? undefined,
  });

/** A command that waits for its second person, as everybody sees it who reads the case. */
const presentAskOf = ({ askId, coActorId, by, command }: Ask): AskAnswer => ({
  askId,
  coActorId,
  by,
  command: command.type,
});

/** The same with what is signed for. */
const presentOpenAsk = (ask: Ask): AskAnswer => Object.assign(presentAskOf(ask), { content: askedContent(ask) });

/** The facts of a case, without what depends on who asks. */
const facts = (file: CaseFile): Omit<OpenedCaseAnswer, 'events'> => ({
  caseId: file.caseId,
  number: file.number,
  townId: file.townId,
  policy: { ...file.policy },
  status: file.status,
  version: file.version,
  cycle: file.cycle,
  title: file.title,
  description: file.description,
  source: file.source,
  hazardType: file.hazardType,
  foundAt: file.foundAt,
  reportedAt: file.reportedAt,
  siteId: file.siteId,
  place: file.place,
  campaignIds: file.campaignIds,
  externalId: file.externalId,
  refersTo: file.refersTo,
  protectedSource: file.protectedSource,
  grade: file.grade,
  domain: file.domain,
  clauseId: file.clauseId,
  subjects: file.subjects.map(({ subjectId, name, kind }) => ({ subjectId, name, kind })),
  leadUnitId: file.leadUnitId,
  responsibleUnitId: file.responsibleUnitId,
  coUnitIds: file.coUnitIds,
  assignment: { ...file.assignment },
  plan: file.plan,
  planAccepted: file.planAccepted,
  percent: file.percent,
  papers: file.papers.map((paper) => presentPaper(file, paper)),
  controls: file.controls,
  overlays: file.overlays,
  suspension: presentSuspension(file.suspension),
  extensions: file.extensions,
  asks: file.asks.map(presentAskOf),
  escalations: file.escalations,
  watch: file.watch,
  closedAt: file.closedAt,
  closures: file.closures.map(({ cycle, at }) => ({ cycle, at })),
  reportUpAt: file.reportUpAt,
});

/** That the case is suspended, since when and until when; null where it is not. */
const presentSuspension = (suspension: CaseFile['suspension']): SuspensionAnswer | null =>
  suspension
    ? {
        ground: suspension.ground,
        groundName: suspension.groundName,
        reference: suspension.reference,
        since: suspension.since,
        until: suspension.until,
      }
    : null;

/** The next thing that somebody owes on a case, with what is to be done. */
const nextDueOfCase = (file: CaseFile, basis: LampBasis): NextDueAnswer | null => {
  const next = nextDueOf(file.deadlines, basis);
  const owed = file.deadlines.find(({ deadlineId }) => deadlineId === next?.deadlineId);
  const act = owed && meeting(file, owed);
  return next === null || act === undefined ? next : Object.assign(next, { label: caseLabel(act) });
};

/** The answer of `GET /api/v1/cases/{id}`, as one person sees it. */
export const presentCase = (
  file: CaseFile,
  context: Context,
  { clockService, sight }: { clockService: 'running' | 'delayed'; sight: Sight },
): object => {
  const basis = { now: context.now, rule: context.policy.lamp, calendar: context.calendar };
  const shown: Omit<CaseAnswer, 'allowedCommands' | Explained> = {
    ...withoutPostsOfAliases(facts(file)),
    overlays: overlaysSeen(file, sight),
    clocks: file.deadlines.map((deadline) => presentClock(deadline, basis)),
    openProposals: file.proposals.map(presentProposal),
    ...(sight === 'whole' ? { asks: withoutPostsOfAliases(file.asks.map(presentOpenAsk)) } : {}),
    nextDue: nextDueOfCase(file, basis),
    clockService,
    asOf: context.now,
  };
  const commands = commandsSeen(allowedCommands(file, context), sight).map(presentAllowed);
  return { ...asSeen(shown, sight), allowedCommands: commands };
};

/** The answer of `POST /api/v1/cases`. */
export const presentOpened = (file: CaseFile, events: DoneEventAnswer[]): OpenedCaseAnswer => ({
  ...withoutPostsOfAliases(facts(file)),
  events,
});
