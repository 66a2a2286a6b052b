import { nextDue, dueBy, foldArmings, foldDeadlines } from '../../domain/deadlines';
import { MODULES } from '../../domain/modules';
import type { Proposal } from '../../domain/case/proposal';
import { plusMs } from '../../domain/clock/instant';
import { SYSTEM, type DeadlineChanges } from '../../domain/stream';
import {
  foldDrafts,
  idOf,
  type StreamCommand,
  type StreamDraft,
  type StreamEvent,
  type StreamFile,
  type StreamModule,
} from '../../domain/stream-module';
import { timelineOf } from '../../domain/timeline';
import { UnknownEvent } from '../../domain/unknown-event';

/** A kind of stream to throw away: something is begun, falls due, and is done. */
interface Errand extends StreamFile {
  errandId: string;
  armings: Record<string, number>;
  proposals: Proposal[];
}

type Order = StreamCommand & ({ type: 'begin'; dueInMs: number; caseId?: string } | { type: 'finish' });

const drafted = (type: string, body: object & DeadlineChanges, cause = 'command'): StreamDraft => ({
  type,
  body,
  signer: SYSTEM,
  cause,
});

const blank = ({ streamId, body }: StreamEvent): Errand => ({
  shape: 1,
  errandId: idOf(streamId),
  townId: (body as { townId: string }).townId,
  policy: (body as { policy: Errand['policy'] }).policy,
  version: 0,
  status: 'open',
  deadlines: [],
  armings: {},
  proposals: [],
});

const STATUS: Record<string, string> = { begun: 'open', 'deadline-missed': 'late', done: 'done' };

const evolve = (file: Errand | null, event: StreamEvent): Errand => {
  const status = STATUS[event.type];
  if (status === undefined) throw new UnknownEvent(event);
  const before = file ?? blank(event);
  return {
    ...before,
    status,
    version: event.seq,
    deadlines: foldDeadlines(before.deadlines, event.body),
    armings: foldArmings(before.armings, event.body),
  };
};

export const errandModule: StreamModule<Errand, Order> = {
  kind: 'errand',
  shape: 1,
  workflow: 'escalation',
  hasQueue: false,
  admit: () => null,
  admitAsks: () => [],
  foresees: () => [],
  decide(file, command, context) {
    const { now, directory, policy } = context;
    const drafts =
      command.type === 'finish'
        ? [
            drafted('done', {
              cancels: (file?.deadlines ?? []).map(({ deadlineId }) => ({ deadlineId, reason: 'done' })),
            }),
          ]
        : [
            drafted('begun', {
              ...{ townId: directory.townId, policy: { packId: policy.packId, version: policy.version } },
              ...(command.caseId === undefined ? {} : { caseId: command.caseId }),
              arms: [
                {
                  ...{ deadlineId: 'rectify:1:1', clock: 'rectify', cycle: 1, n: 1, level: 0, addressee: 'none' },
                  ...{ dueAt: plusMs(now, command.dueInMs), dueOn: now.slice(0, 10) },
                  because: {
                    ...{ rule: '办理时限', source: { default: 'test' }, from: now, calendarVersion: 'test' },
                    ...{ days: [], provisional: false },
                  },
                },
              ],
            }),
          ];
    return { drafts, file: foldDrafts(errandModule, file, drafts, context) as Errand };
  },
  settle(file, context) {
    const drafts = dueBy(file.deadlines, context.now).map(({ deadlineId, clock, dueAt, addressee }) =>
      drafted('deadline-missed', { ...{ clock, dueAt, addressee }, fires: deadlineId }, deadlineId),
    );
    return { drafts, file: foldDrafts(errandModule, file, drafts, context) as Errand };
  },
  evolve,
  isEnded: ({ status, deadlines }) => status === 'done' && nextDue(deadlines) === null,
  timeline: (file) => timelineOf(file, { ended: file.status === 'done' }),
  // What it was about is looked at again once it is late.
  effects: (_, drafts) =>
    drafts.flatMap(({ type, body }) =>
      type === 'begun' && 'caseId' in body ? [{ streamId: `case:${String(body.caseId)}`, later: true }] : [],
    ),
  tellings: (_, { type }) =>
    type === 'deadline-missed' ? [{ personIds: ['ofc'], template: 'deadline-missed', data: {}, asks: true }] : [],
};

/** The kinds of today and this one. */
export const withThirdKind: readonly StreamModule[] = [...MODULES, errandModule];
