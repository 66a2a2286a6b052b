import type { CaseDraft, CaseEvent } from '../../../domain/case/facts';
import type { CaseFile } from '../../../domain/case/file';
import { caseModule, type CaseOrder } from '../../../domain/case/module';
import { toMs } from '../../../domain/clock/instant';
import type { Context } from '../../../domain/context';
import { dueBy } from '../../../domain/deadlines';
import type { EscalationDraft, EscalationEvent } from '../../../domain/escalation/facts';
import type { EscalationFile } from '../../../domain/escalation/file';
import { escalationModule, type EscalationOrder } from '../../../domain/escalation/module';
import { SYSTEM, type Arm, type Deadline } from '../../../domain/stream';
import {
  foldDrafts,
  type StreamDraft,
  type StreamEvent,
  type StreamFile,
  type StreamModule,
} from '../../../domain/stream-module';

/** A fact as a test orders it. `dueInMs` arms `rectify` that much later, and its reminders where the test wants some. */
export interface Scripted {
  type: string;
  body?: object;
  dueInMs?: number[];
}

/** Puts a scripted fact into a command that can carry text. */
export const scriptOf = (scripted: Scripted): string => JSON.stringify(scripted);

const because = {
  rule: 'test',
  source: { default: 'test' },
  from: '2025-01-01',
  calendarVersion: 'test',
  days: [],
  provisional: false,
};

function arms(context: Context, version: number, dueInMs: number[]): Arm[] {
  return dueInMs.map((ms, index) => ({
    deadlineId: `rectify:1:${version}:${index}`,
    clock: 'rectify',
    cycle: 1,
    n: version,
    level: 0,
    dueAt: new Date(toMs(context.now) + ms).toISOString(),
    dueOn: '2025-01-01',
    addressee: 'none',
    because,
  }));
}

function drafted(text: string, context: Context, version: number): { type: string; body: object } {
  const { type, body = {}, dueInMs = [] } = JSON.parse(text) as Scripted;
  return { type, body: { ...body, ...(dueInMs.length > 0 ? { arms: arms(context, version, dueInMs) } : {}) } };
}

const fired = ({ deadlineId, clock, dueAt, addressee }: Deadline) => ({
  type: 'deadline-missed' as const,
  signer: SYSTEM,
  cause: deadlineId,
  body: { clock, dueAt, addressee, fires: deadlineId },
});

const signed = { signer: SYSTEM, cause: 'command' };

/** What was decided, folded as a module does. */
const decided = <F extends StreamFile>(
  module: { evolve(file: F | null, event: StreamEvent): F },
  file: F | null,
  drafts: StreamDraft[],
  context: Context,
): { drafts: never[]; file: F } => ({
  drafts: drafts as never[],
  file: foldDrafts(module, file, drafts, context) as F,
});

const scriptedCase: StreamModule<CaseFile, CaseOrder, CaseDraft, CaseEvent> = {
  ...caseModule,
  admit: () => null,
  decide(file, command, context) {
    if (command.type === 'report') {
      const { body } = drafted(command.description, context, 0);
      const { title, description, source, foundAt, hazardType, subjectIds, campaignIds, protectedSource } = command;
      const facts = { title, description, source, foundAt, hazardType, campaignIds, protectedSource };
      const policy = { packId: context.policy.packId, version: context.policy.version };
      const reported = { ...facts, policy, townId: context.directory.townId, subjectIds, evidence: [], ...body };
      const whole = { siteId: null, place: null, externalId: null, refersTo: null, ...reported };
      return decided(caseModule, file, [{ type: 'reported', ...signed, body: whole }], context);
    }
    const text = command.type === 'add-note' ? command.text : '';
    return decided(caseModule, file, [{ ...drafted(text, context, file?.version ?? 0), ...signed }], context);
  },
  settle: (file, context) => decided(caseModule, file, dueBy(file.deadlines, context.now).map(fired), context),
  effects: () => [],
  tellings: () => [],
};

const scriptedEscalation: StreamModule<EscalationFile, EscalationOrder, EscalationDraft, EscalationEvent> = {
  ...escalationModule,
  admit: () => null,
  decide(file, command, context) {
    if (command.type !== 'open' && command.type !== 'publish') throw new Error('not in the script');
    const text = command.type === 'open' ? command.reason : command.channel;
    const { type, body } = drafted(text, context, file?.version ?? 0);
    const opened = { ...command, townId: context.directory.townId, policy: { packId: 'drill', version: '1.0.0' } };
    return decided(escalationModule, file, [{ type, ...signed, body: { ...opened, ...body } }], context);
  },
  settle: (file, context) => decided(escalationModule, file, dueBy(file.deadlines, context.now).map(fired), context),
  effects: () => [],
  tellings: () => [],
};

/**
 * Streams that do what the test says, so that a test of workflows is about time and messages only; the record, and `evolve`
 * on both sides, are the real ones. A case is reported with its script as description, and goes on by notes.
 */
export const scriptedModules: readonly StreamModule[] = [scriptedCase, scriptedEscalation];
