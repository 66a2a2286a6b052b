import type { CaseEvent } from './facts';
import type { CaseFile } from './file';

const idOf = (streamId: string): string => streamId.slice(streamId.indexOf(':') + 1);

const opened = (event: CaseEvent & { type: 'reported' }): CaseFile => ({
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
  reportedAt: event.at,
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
  parts: [],
  escalations: [],
  firstRectify: null,
  rungsReached: [],
  extensions: 0,
  lastRequestAt: null,
  recheckPassedAt: null,
  recheckStartedBy: [],
  failedRechecks: 0,
  fixedOnTheSpot: false,
  watch: null,
  closedAt: null,
  closures: [],
  reportUpAt: null,
});

/** The file that `reported` begins. @throws on any other event, which is a bug. */
export const beginCase = (event: CaseEvent): CaseFile => {
  if (event.type !== 'reported') throw new Error(`${event.streamId} has no file before ${event.type}`);
  return opened(event);
};
