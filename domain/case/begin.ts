import { UnknownEvent } from '../unknown-event';
import type { CaseEvent } from './facts';
import { CASE_SHAPE, type CaseFile } from './file';

const idOf = (streamId: string): string => streamId.slice(streamId.indexOf(':') + 1);

/** What every case begins with. */
const blank = () =>
  ({
    number: null,
    grade: null,
    domain: null,
    clauseId: null,
    subjects: [],
    leadUnitId: null,
    responsibleUnitId: null,
    coUnitIds: [],
    assignment: { accepted: false, refusals: 0 },
    papers: [],
    plan: null,
    planAccepted: false,
    percent: 0,
    controls: [],
    overlays: [],
    deadlines: [],
    armings: {},
    proposals: [],
    asks: [],
    overtaken: [],
    parts: [],
    escalations: [],
    firstRectify: null,
    rungsReached: [],
    extensions: 0,
    lastRequestAt: null,
    recheckPassedAt: null,
    recheckStartedBy: [],
    recheckStartedAt: null,
    recheckRequestRef: null,
    failedRechecks: 0,
    fixedOnTheSpot: false,
    watch: null,
    lastVisitOn: null,
    archiveHeld: false,
    closedAt: null,
    closures: [],
    reportUpAt: null,
  }) satisfies Partial<CaseFile>;

const opened = (event: CaseEvent & { type: 'reported' }): CaseFile => ({
  shape: CASE_SHAPE,
  caseId: idOf(event.streamId),
  townId: event.body.townId,
  policy: event.body.policy,
  version: 0,
  status: 'lead',
  cycle: 1,
  title: event.body.title,
  description: event.body.description,
  source: event.body.source,
  hazardType: event.body.hazardType,
  foundAt: event.body.foundAt,
  siteId: event.body.siteId,
  place: event.body.place,
  campaignIds: event.body.campaignIds,
  externalId: event.body.externalId,
  refersTo: event.body.refersTo,
  protectedSource: event.body.protectedSource,
  reportedSubjectIds: event.body.subjectIds,
  reportedUnitIds: event.body.subjectUnitIds,
  villageUnitId: event.body.villageUnitId,
  reportedDomain: event.body.reportedDomain,
  reportedAt: event.at,
  ...blank(),
});

/** A case file of whatever shape. */
type Older = Partial<CaseFile> &
  Omit<CaseFile, 'shape' | 'reportedSubjectIds' | 'reportedUnitIds' | 'villageUnitId' | 'reportedDomain'>;

/** A file of an older shape with what it lacks as a case begins with it, for folding on; it keeps its shape. */
export const completeCase = (file: Older): CaseFile => ({
  ...blank(),
  shape: 0,
  reportedSubjectIds: [],
  reportedUnitIds: [],
  villageUnitId: null,
  reportedDomain: null,
  ...file,
});

/** The file that `reported` begins. @throws {@link UnknownEvent} on any other event. */
export const beginCase = (event: CaseEvent): CaseFile => {
  if (event.type !== 'reported') throw new UnknownEvent(event);
  return opened(event);
};
