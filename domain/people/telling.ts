import type { CaseDraft } from '../case/facts';
import type { CaseFile } from '../case/file';
import { isOfAuthority } from '../case/levels';
import { holderOf } from '../case/owing';
import type { Proposal } from '../case/proposal';
import { eligible } from '../case/proposing';
import { civilDateOf } from '../clock/civil';
import type { Context } from '../context';
import type { EscalationDraft } from '../escalation/facts';
import type { EscalationFile } from '../escalation/file';
import { conflictOf } from '../escalation/separation';
import { decidersToday } from './candidates';
import { validOn } from './directory';
import type { Role } from './roles';

/** Who is told of an event, and with which template. Never holds a reporter's identity. */
export interface Telling {
  personIds: string[];
  /** Kebab name of the text, such as `deadline-missed` or `rung-urge`. */
  template: string;
  data: Record<string, string>;
  /** What it tells of, where other events of the same transaction tell it too: each person hears of it once (settled 7). */
  fact?: string;
  /** True where it asks for something to be done. */
  asks?: true;
}

const holders = (
  context: Context,
  roles: Role[],
  where: (post: { unitId: string; subjectId: string | null }) => boolean,
): string[] => {
  const today = civilDateOf(context.now);
  return context.directory.posts
    .filter((post) => roles.includes(post.role) && validOn(post, today) && where(post))
    .map((post) => post.personId);
};

const HEADS: Role[] = ['LDc', 'LDd', 'RU', 'VGm', 'EFh', 'ST', 'DS', 'OFc', 'OFd', 'ENs', 'ENm', 'OW'];

/** Head and clerk of the owing side. */
const side = (context: Context, addressee: string): string[] =>
  holders(
    context,
    HEADS,
    (post) => addressee === `unit:${post.unitId}` || addressee === `subject:${post.subjectId ?? ''}`,
  );

const inTown = (context: Context, roles: Role[]): string[] =>
  holders(context, roles, (post) => context.directory.units[post.unitId]?.townId === context.directory.townId);

const unique = (ids: string[]): string[] => [...new Set(ids)];

/** Told at every rung: both sides and OFc; from 督办 on, and where nobody is left who could do it, L2, from 通报 on L1 (authority.md 3, settled 1.4, 2). */
const atRung = (context: Context, act: string, addressee: string, holder: string[], clock = ''): string[] => {
  // A decision that nobody may take goes to the next level, which is asked.
  const isNobodyLeft = act === 'nobody-home' && clock !== 'decision';
  const leaders: Role[] =
    act === 'circular' ? ['L2', 'L1'] : isNobodyLeft || act === 'supervise' || act === 'interview' ? ['L2'] : [];
  return unique([...side(context, addressee), ...holder, ...inTown(context, ['OFc', ...leaders])]);
};

/** A reminder says what the miss says; an escalation that a ladder opens is told by its own stream as well. */
const factOfRung = (id: string, act: string, addressee: string, clock: string): string => {
  if (act === 'remind') return `missed:${id}:${clock}`;
  return ['supervise', 'interview', 'circular'].includes(act) ? `${act}:${addressee}` : `${act}:${id}:${clock}`;
};

const stepHolders = (context: Context, proposal: Proposal | undefined): string[] => {
  const step = proposal?.steps[0];
  return step === undefined ? [] : unique(decidersToday(context, step).map((post) => post.personId));
};

/**
 * Asks those who may decide the step that is due when everything is written: nobody whose level was passed over at once, and
 * nobody with a conflict where there is somebody without.
 */
const decisionAsked = (
  context: Context,
  proposal: Proposal | undefined,
  able: string[],
  data: Record<string, string>,
  fact: string,
): Telling => ({
  personIds: able.length > 0 ? able : stepHolders(context, proposal),
  template: 'decision-asked',
  data,
  fact,
  asks: true,
});

/** The unit that helps a protected person, told whether the register says whom of the family to call (settled 6.2). */
const helpers = (
  context: Context,
  instead: { unitId: string | null; hasFamilyContact: boolean } | undefined,
  data: Record<string, string>,
  fact: string,
): Telling[] =>
  instead === undefined || instead.unitId === null
    ? []
    : [
        {
          personIds: unique(side(context, `unit:${instead.unitId}`)),
          template: 'protected-person-late',
          data: { ...data, family: instead.hasFamilyContact ? 'recorded' : 'missing' },
          fact,
        },
      ];

/** Who reported in his own name; a protected reporter is told of nothing that could lead to him. */
const namedReporters = (file: CaseFile): string[] =>
  file.protectedSource ? [] : file.parts.flatMap((part) => (part.act === 'report' ? [part.personId] : []));

/** Whom an event of a case is told to. */
export const tellingsOfCase = (file: CaseFile, draft: CaseDraft, context: Context): Telling[] => {
  const unit = holderOf(file, context);
  const holder = unit === null ? [] : side(context, `unit:${unit}`);
  const data = { caseId: file.caseId, title: file.title, number: file.number ?? '' };
  const subjects = file.subjects.flatMap((subject) => side(context, `subject:${subject.subjectId}`));
  switch (draft.type) {
    case 'reminder-due':
      return [
        {
          personIds: unique([...subjects, ...holder]),
          template: 'reminder',
          data: { ...data, clock: draft.body.clock },
        },
      ];
    case 'deadline-missed': {
      const { clock, addressee, instead } = draft.body;
      return [
        ...helpers(context, instead, { ...data, clock }, `missed:${file.caseId}:${clock}`),
        {
          personIds: atRung(context, 'remind', addressee, holder),
          template: 'deadline-missed',
          data: { ...data, clock },
          fact: `missed:${file.caseId}:${clock}`,
        },
      ];
    }
    case 'rung-reached': {
      const { act, addressee, clock, proposalId } = draft.body;
      const step = file.proposals.find((proposal) => proposal.proposalId === proposalId)?.steps[0];
      // Of a department that is late or has nobody, L2 is told and decides nothing (authority.md 1).
      const leader = step !== undefined && isOfAuthority(step) ? inTown(context, ['L2']) : [];
      return [
        {
          personIds: unique([...atRung(context, act, addressee, holder, clock), ...leader]),
          template: `rung-${act}`,
          data: { ...data, clock },
          fact: factOfRung(file.caseId, act, addressee, clock),
        },
      ];
    }
    case 'proposal-opened':
    case 'proposal-raised':
    case 'proposal-decided': {
      const { proposalId } = draft.body;
      const proposal = file.proposals.find((open) => open.proposalId === proposalId);
      const able = proposal === undefined ? [] : eligible(file, context, proposal);
      return [decisionAsked(context, proposal, able, { ...data, proposalId }, `decide:${proposalId}`)];
    }
    case 'co-sign-asked':
      return [{ personIds: [draft.body.coActorId], template: 'co-sign-asked', data }];
    case 'assigned':
      return [{ personIds: side(context, `unit:${draft.body.responsibleUnitId}`), template: 'assigned', data }];
    case 'notice-issued':
    case 'notice-served':
    case 'closed':
    case 'closure-returned':
    case 'notice-withdrawn':
    case 'order-cancelled':
      return [{ personIds: unique([...subjects, ...holder]), template: draft.type, data }];
    case 'graded':
      // Confirmed as 重大 after service: whoever holds the served paper is told what comes on top (T23).
      return draft.body.stays === true
        ? [{ personIds: unique([...subjects, ...holder]), template: 'major-confirmed', data }]
        : [];
    case 'voided': {
      const recipients = file.papers.length > 0 ? subjects : [];
      return [{ personIds: unique([...recipients, ...holder, ...namedReporters(file)]), template: 'voided', data }];
    }
    case 'proposal-withdrawn': {
      const { proposalId, authorId, reason } = draft.body;
      return authorId === undefined
        ? []
        : [{ personIds: [authorId], template: 'proposal-withdrawn', data: { ...data, proposalId, reason } }];
    }
    case 'relapse-confirmed':
      return [{ personIds: unique([...subjects, ...holder, ...inTown(context, ['L2'])]), template: draft.type, data }];
    default:
      return [];
  }
};

/** Who proposed it by hand: he is told what became of it, also where the system withdraws it (settled 1.2). */
const authorOf = ({ proposedBy }: EscalationFile): string[] =>
  proposedBy.kind === 'person' ? [proposedBy.personId] : [];

/** Whom an event of an escalation is told to. */
export const tellingsOfEscalation = (file: EscalationFile, draft: EscalationDraft, context: Context): Telling[] => {
  const data = { escalationId: file.escalationId, act: file.act };
  const host = side(context, `unit:${file.hostUnitId}`);
  switch (draft.type) {
    case 'proposal-opened':
    case 'proposal-raised': {
      const { proposalId } = draft.body;
      const proposal = file.proposals.find((open) => open.proposalId === proposalId);
      const able = stepHolders(context, proposal).filter((personId) => conflictOf(file, context, personId) === null);
      return [decisionAsked(context, proposal, able, { ...data, proposalId }, `${file.act}:${file.addressee}`)];
    }
    case 'approved':
    case 'withdrawn':
    case 'published':
    case 'circular-withdrawn':
      return [
        {
          personIds: unique([...side(context, file.addressee), ...host, ...authorOf(file)]),
          template: `${file.act}-${draft.type}`,
          data,
          fact: `${file.act}:${file.addressee}`,
        },
      ];
    case 'deadline-missed':
      return [
        {
          personIds: atRung(context, 'remind', draft.body.addressee, host),
          template: 'deadline-missed',
          data,
          fact: `missed:${file.escalationId}:${draft.body.clock}`,
        },
      ];
    case 'rung-reached':
      return [
        {
          personIds: atRung(context, draft.body.act, draft.body.addressee, host),
          template: `rung-${draft.body.act}`,
          data,
          fact: factOfRung(file.escalationId, draft.body.act, draft.body.addressee, draft.body.clock),
        },
      ];
    default:
      return [];
  }
};
