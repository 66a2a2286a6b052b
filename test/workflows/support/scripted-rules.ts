import { evolveCase } from '../../../domain/case/evolve';
import type { CaseDraft } from '../../../domain/case/facts';
import { toMs } from '../../../domain/clock/instant';
import type { Context } from '../../../domain/context';
import { dueBy } from '../../../domain/deadlines';
import { evolveEscalation } from '../../../domain/escalation/evolve';
import type { EscalationDraft } from '../../../domain/escalation/facts';
import { SYSTEM, type Arm, type Deadline } from '../../../domain/stream';
import type { RuleBook } from '../../../record/door-deps';

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

/**
 * Rules that do what the test says, so that a test of workflows is about time and messages only; the record, and `evolve`
 * on both sides, are the real ones. A case is reported with its script as description, and goes on by notes.
 */
export const scriptedRules: RuleBook = {
  case: {
    rules: {
      admit: () => null,
      decide(file, command, context) {
        if (command.type === 'report') {
          const { body } = drafted(command.description, context, 0);
          const { title, description, source, foundAt, hazardType, subjectIds, campaignIds, protectedSource } = command;
          const facts = { title, description, source, foundAt, hazardType, campaignIds, protectedSource };
          const policy = { packId: context.policy.packId, version: context.policy.version };
          const reported = { ...facts, policy, townId: context.directory.townId, subjectIds, evidence: [], ...body };
          const whole = { siteId: null, place: null, externalId: null, refersTo: null, ...reported };
          return { drafts: [{ type: 'reported', ...signed, body: whole }] };
        }
        const text = command.type === 'add-note' ? command.text : '';
        return { drafts: [{ ...drafted(text, context, file?.version ?? 0), ...signed } as unknown as CaseDraft] };
      },
      settle: (file, context) => dueBy(file.deadlines, context.now).map(fired),
      evolve: evolveCase,
    },
    effects: () => [],
    tellings: () => [],
  },
  escalation: {
    rules: {
      admit: () => null,
      decide(file, command, context) {
        if (command.type !== 'open' && command.type !== 'publish') throw new Error('not in the script');
        const text = command.type === 'open' ? command.reason : command.channel;
        const { type, body } = drafted(text, context, file?.version ?? 0);
        const opened = { ...command, townId: context.directory.townId, policy: { packId: 'drill', version: '1.0.0' } };
        return { drafts: [{ type, ...signed, body: { ...opened, ...body } } as unknown as EscalationDraft] };
      },
      settle: (file, context) => dueBy(file.deadlines, context.now).map(fired),
      evolve: evolveEscalation,
    },
    effects: () => [],
    tellings: () => [],
  },
};
