import { civilDateOf } from '../clock/civil';
import { foldArmings, foldDeadlines } from '../deadlines';
import type { Signer } from '../stream';
import { UnknownEvent } from '../unknown-event';
import { beginCase } from './begin';
import type { CaseEvent } from './facts';
import type { CaseFile } from './file';
import { correctedSubjects, succeeded } from './fold-corrections';
import { off, on, withDate, withoutControl } from './fold-overlays';
import { rectifies, withPart, withParts } from './fold-parts';
import { boundPaper, issuedPaper, orderCancelled, servedPaper, supplemented, voided, withState } from './fold-papers';
import {
  decidedProposals,
  lapsedAsk,
  openedProposal,
  raisedProposals,
  repeatedProposals,
  toldNobodyHome,
  waitingProposal,
  withdrawnProposal,
} from './fold-proposals';
import { reachedRung } from './fold-rungs';

/** What an event changes besides deadlines, version and parts. Every event type has its line: the compiler asks for it. */
const changed = (file: CaseFile, event: CaseEvent): Partial<CaseFile> => {
  switch (event.type) {
    case 'reported':
      return { parts: withPart(file, 'report', event.actor) };
    case 'verified':
      return {
        status: 'registered',
        number: event.body.number.number,
        parts: withParts(file, 'verify', [event.actor, event.body.coActor]),
      };
    case 'graded':
      return {
        // From service on the state stays; before it a case that was assigned is to be assigned anew (T3m, T23).
        ...(event.body.stays === true ? {} : { status: 'graded', assignment: { ...file.assignment, accepted: false } }),
        papers: supplemented(file.papers, event.body.supplements ?? [], event.at),
        grade: event.body.grade,
        domain: event.body.domain,
        hazardType: event.body.hazardType,
        clauseId: event.body.clauseId,
        subjects: event.body.subjects,
        parts: withPart(file, 'grade', event.actor),
      };
    case 'subject-corrected':
      return { subjects: correctedSubjects(file.subjects, event.body.corrections) };
    case 'unit-succeeded':
      return succeeded(file, event.body);
    case 'assigned':
      return {
        status: 'assigned',
        leadUnitId: event.body.leadUnitId,
        responsibleUnitId: event.body.responsibleUnitId,
        coUnitIds: event.body.coUnitIds,
        assignment: { ...file.assignment, accepted: false },
        parts: withPart(file, 'assign', event.actor),
      };
    case 'assignment-accepted':
      return { assignment: { ...file.assignment, accepted: true } };
    case 'assignment-refused':
      return { assignment: { accepted: false, refusals: file.assignment.refusals + 1 } };
    case 'notice-issued':
      return { papers: [...file.papers, issuedPaper(event)] };
    case 'notice-served': {
      return {
        // An order that is served where a deadline runs already takes its place; the case goes on rectifying.
        status: file.status === 'rectifying' || event.body.startsNothing ? file.status : 'notified',
        papers: servedPaper(file.papers, event.body),
        ...withDate(file, event.body.arms, null),
      };
    }
    case 'notice-withdrawn':
      return { papers: withState(file.papers, event.body.documentId, 'withdrawn') };
    case 'order-cancelled':
      return orderCancelled(file, event.body);
    case 'service-took-effect':
      return {
        papers: boundPaper(file, event.body.documentId, event.body.fires),
        ...withDate(file, event.body.arms, null),
      };
    case 'rectification-started':
      return { status: 'rectifying', ...withDate(file, event.body.arms, event.body.term) };
    case 'plan-filed':
      return {
        plan: event.body.plan,
        planAccepted: false,
        parts: rectifies({ ...file, parts: withPart(file, 'file-plan', event.actor) }, event),
      };
    case 'plan-accepted':
      return { planAccepted: true };
    case 'plan-returned':
      return { plan: null, planAccepted: false };
    case 'progress-reported':
      return { percent: event.body.percent, parts: rectifies(file, event) };
    case 'recheck-requested':
      return { status: 'awaiting-recheck', lastRequestAt: event.at, parts: withPart(file, 'rectify', event.actor) };
    case 'recheck-started':
      return {
        status: 'rechecking',
        recheckStartedBy: event.body.coActor ? [event.actor, event.body.coActor] : [event.actor],
        recheckStartedAt: event.at,
        recheckRequestRef: event.body.requestRef ?? null,
        parts: withParts(file, 'recheck', [event.actor, event.body.coActor]),
      };
    case 'recheck-passed':
      return {
        status: 'closure-review',
        recheckPassedAt: event.at,
        parts: withParts(file, 'recheck', [event.actor, event.body.coActor]),
      };
    case 'recheck-failed':
      return {
        status: event.body.to ?? 'rectifying',
        failedRechecks: file.failedRechecks + 1,
        lastRequestAt: null,
        recheckStartedBy: [],
        ...(event.body.to === 'graded' ? { fixedOnTheSpot: false } : {}),
        recheckStartedAt: null,
        parts: withParts(file, 'recheck', [event.actor, event.body.coActor]),
      };
    case 'fixed-on-the-spot':
      return { status: 'closure-review', fixedOnTheSpot: true, parts: withPart(file, 'sign-on-the-spot', event.actor) };
    case 'control-imposed':
      return {
        controls: [...file.controls, event.body.control],
        overlays: on(file.overlays, 'interim-control'),
        parts: withPart(file, 'impose-control', event.body.control.imposedBy),
      };
    case 'control-lifted':
    case 'control-expired':
      return withoutControl(file, event.body.scope);
    case 'control-extended': {
      const { scope, until } = event.body;
      return {
        controls: file.controls.map((control) =>
          scope === undefined || control.scope === scope
            ? { ...control, until, extensions: (control.extensions ?? 0) + 1 }
            : control,
        ),
      };
    }
    case 'closed':
      return {
        status: 'watching',
        closedAt: event.at,
        closures: [...file.closures, { cycle: file.cycle, at: event.at, by: event.body.decidedBy.flatMap(personOf) }],
        overlays: off(file.overlays, 'overdue', 'supervised'),
        parts: withParts(file, 'close', event.body.decidedBy),
      };
    case 'closure-returned':
      return {
        status: event.body.to,
        recheckPassedAt: null,
        ...(event.body.to === 'rectifying'
          ? { recheckStartedBy: [], recheckStartedAt: null, lastRequestAt: null }
          : { recheckStartedAt: file.recheckStartedAt ?? event.at }),
      };
    case 'watch-started':
      return { watch: { visits: event.body.visits, done: 0 } };
    case 'watch-visited':
      return file.watch === null || event.body.meets === undefined
        ? {}
        : { watch: { ...file.watch, done: file.watch.done + 1 }, lastVisitOn: civilDateOf(event.at) };
    case 'archived':
      return { status: 'archived' };
    case 'relapse-confirmed':
      return {
        status: event.body.to,
        cycle: event.body.cycle,
        closedAt: null,
        watch: null,
        archiveHeld: false,
        percent: 0,
        lastRequestAt: null,
        recheckPassedAt: null,
        recheckStartedBy: [],
        recheckStartedAt: null,
        fixedOnTheSpot: false,
        failedRechecks: 0,
        overlays: on(off(file.overlays, 'overdue', 'supervised'), 'relapsed'),
      };
    case 'report-up-recorded':
      return { reportUpAt: event.body.reportedAt };
    case 'date-moved':
      return { overlays: off(file.overlays, 'overdue'), extensions: file.extensions + 1 };
    case 'voided':
    case 'lead-withdrawn':
      return { status: 'void', papers: file.papers.map(voided) };
    case 'co-sign-asked':
      return {
        asks: [
          ...file.asks,
          { askId: event.body.askId, coActorId: event.body.coActorId, by: event.actor, command: event.body.command },
        ],
      };
    case 'co-signed':
      return { asks: file.asks.filter((ask) => ask.askId !== event.body.askId) };
    case 'co-sign-lapsed':
      return lapsedAsk(file, event.body);
    case 'proposal-opened':
      return { proposals: [...file.proposals, openedProposal(event)] };
    case 'proposal-decided':
      return { proposals: decidedProposals(file.proposals, event) };
    case 'proposal-raised':
      return { proposals: raisedProposals(file.proposals, event.body) };
    case 'proposal-withdrawn':
      return withdrawnProposal(file, event.actor, event.body);
    case 'proposal-paused':
      return { proposals: waitingProposal(file.proposals, event.body, true) };
    case 'proposal-resumed':
      return { proposals: waitingProposal(file.proposals, event.body, false) };
    case 'deadline-missed':
      return {
        proposals: repeatedProposals(file.proposals, event.body.arms),
        ...(event.body.clock === 'rectify' ? { overlays: on(file.overlays, 'overdue') } : {}),
      };
    case 'rung-reached':
      return {
        ...reachedRung(file, event.body),
        ...(event.body.act === 'nobody-home'
          ? { proposals: toldNobodyHome(file.proposals, event.body.proposalId) }
          : {}),
      };
    case 'archive-held':
      return { archiveHeld: true };
    case 'watch-ended':
    case 'note-added':
    case 'reminder-due':
      return {};
    default:
      throw new UnknownEvent(event satisfies never);
  }
};

const personOf = (signer: Signer): string[] => (signer.kind === 'person' ? [signer.personId] : []);

/** Folds one event into the file; `reported` begins it. @throws {@link UnknownEvent} on what it does not know, or not there. */
export const evolveCase = (file: CaseFile | null, event: CaseEvent): CaseFile => {
  const before = file ?? beginCase(event);
  return {
    ...before,
    ...changed(before, event),
    version: event.seq,
    deadlines: foldDeadlines(before.deadlines, event.body),
    armings: foldArmings(before.armings, event.body),
  };
};
