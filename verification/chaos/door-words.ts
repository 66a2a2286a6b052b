import type { CaseFile } from '../../domain/case/file';
import { nextDue } from '../../domain/deadlines';
import type { EscalationFile } from '../../domain/escalation/file';
import type { Answer, CommandRequest, DoorFailure, Outcome } from '../../record/request';
import type { StreamEnvelope } from '../../record/stream-work';

/** What a client of the chaos doors asks, one JSON body a request. */
export type Asked =
  | { ask: 'command'; request: Omit<CommandRequest, 'answer' | 'traceId'> }
  | { ask: 'settle'; streamId: string; appliedSeq: number }
  | { ask: 'read'; streamId: string }
  | { ask: 'overdue' };

/** A stream as clients see it: enough to know what can be done next. */
export interface Seen {
  streamId: string;
  version: number;
  status: string;
  accepted: boolean;
  documentId: string | null;
  responsibleUnitId: string | null;
  subjectId: string | null;
  proposals: { proposalId: string; act: string }[];
  nextDueAt: string | null;
}

/** What it is told. `body` is what must not change when a command is repeated. */
export interface Told {
  status: number;
  code: string | null;
  version: number | null;
  body: string;
  /** Hash of the last event, where a stream was read. */
  tail: string | null;
}

export const seenIn = (streamId: string, file: CaseFile | EscalationFile): Seen => ({
  streamId,
  version: file.version,
  status: file.status,
  accepted: 'assignment' in file && file.assignment.accepted,
  documentId: ('papers' in file ? file.papers.at(-1)?.documentId : null) ?? null,
  responsibleUnitId: 'responsibleUnitId' in file ? file.responsibleUnitId : null,
  subjectId: ('subjects' in file ? file.subjects[0]?.subjectId : null) ?? null,
  proposals: file.proposals.map(({ proposalId, act }) => ({ proposalId, act })),
  nextDueAt: nextDue(file.deadlines)?.dueAt ?? null,
});

const answer = (status: number, body: object, version: number | null): Answer => ({
  status,
  contentType: 'application/json',
  body: JSON.stringify(body),
  ...(version === null ? {} : { version }),
});

const statusOf = (code: string): number => {
  if (code === 'forbidden' || code === 'sod-violation' || code === 'issuer-lacks-capacity') return 403;
  if (code === 'not-found') return 404;
  return code === 'validation' ? 422 : 409;
};

/** Puts an outcome into words, as the API does. */
export const answerOf = (outcome: Outcome): Answer => {
  switch (outcome.kind) {
    case 'done': {
      const events = outcome.events.map(({ seq, type }) => ({ seq, type }));
      const seen = seenIn(outcome.streamId, outcome.file);
      return answer(outcome.opened ? 201 : 200, { ...seen, events }, outcome.file.version);
    }
    case 'refused': {
      const { code, reason } = outcome.refusal;
      return answer(statusOf(code), { code, reason }, outcome.version);
    }
    case 'version-mismatch':
      return answer(412, { code: 'version-mismatch' }, outcome.version);
    case 'not-found':
      return answer(404, { code: 'not-found' }, null);
  }
};

const failureStatus: Record<DoorFailure['kind'], [status: number, code: string]> = {
  'key-reuse': [422, 'key-reuse'],
  'in-progress': [409, 'request-in-progress'],
  'catching-up': [409, 'request-in-progress'],
  'answer-gone': [410, 'gone'],
  'outcome-unknown': [503, 'outcome-unknown'],
  'unknown-event': [503, 'program-too-old'],
  'storage-full': [507, 'storage-full'],
  unavailable: [503, 'unavailable'],
};

export const toldOfFailure = ({ kind }: DoorFailure): Told => {
  const [status, code] = failureStatus[kind];
  return { status, code, version: null, body: '', tail: null };
};

export const toldOfAnswer = ({ status, body, version }: Answer): Told => {
  const said = JSON.parse(body) as { code?: string };
  return { status, code: said.code ?? null, version: version ?? null, body, tail: null };
};

/** A read or a settling: the end of what was seen. */
export const toldOfEvents = (events: StreamEnvelope[], body: object): Told => {
  const last = events.at(-1);
  return { status: 200, code: null, version: last?.seq ?? null, body: JSON.stringify(body), tail: last?.hash ?? null };
};
