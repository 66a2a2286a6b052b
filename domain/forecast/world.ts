import { effectsOfCase, caseRules } from '../case/rules';
import type { CaseCommand, ReportCommand } from '../case/commands';
import type { CaseDraft, CaseEvent } from '../case/facts';
import type { CaseFile } from '../case/file';
import { civilDateOf } from '../clock/civil';
import type { Calendar } from '../clock/calendar';
import type { Instant } from '../clock/instant';
import type { AttachmentFact, Context } from '../context';
import { nextDue } from '../deadlines';
import type { EscalationCommand, EscalationEffect, OpenEscalation } from '../escalation/commands';
import type { EscalationDraft, EscalationEvent } from '../escalation/facts';
import type { EscalationFile } from '../escalation/file';
import { effectsOfEscalation, escalationRules } from '../escalation/rules';
import { postsOf, type Actor, type Directory, type Subject } from '../people/directory';
import type { Pack } from '../policy/pack';
import type { Effect } from '../rules';
import { printedNumber, type NumberIssue, type PaperIssue, type Refusal } from '../stream';
import { lookupsIn } from './lookups';

/** What a world is made of: a pack, a calendar, a town with its subjects and the uploads people may refer to. */
export interface WorldParts {
  policy: Pack;
  calendar: Calendar;
  directory: Directory;
  subjects: Subject[];
  attachments: AttachmentFact[];
}

/** A town in memory: the same rules as the record, no database, no clock of its own. For forecasts, tests and simulation. */
export interface World extends WorldParts {
  cases: Map<string, CaseFile>;
  escalations: Map<string, EscalationFile>;
  caseEvents: Map<string, CaseEvent[]>;
  escalationEvents: Map<string, EscalationEvent[]>;
  counters: Map<string, number>;
}

export const createWorld = (parts: WorldParts): World => ({
  ...parts,
  cases: new Map(),
  escalations: new Map(),
  caseEvents: new Map(),
  escalationEvents: new Map(),
  counters: new Map(),
});

const NOBODY: Actor = { personId: 'system', posts: [], aliases: [] };

const contextIn = (world: World, streamId: string, now: Instant, actor: Actor, file: CaseFile | null): Context => ({
  streamId,
  policy: world.policy,
  calendar: world.calendar,
  directory: world.directory,
  now,
  actor,
  lookups: lookupsIn(world, file),
});

const take = (world: World, issue: PaperIssue | NumberIssue): { n: number; number: string } => {
  const n = (world.counters.get(issue.scope) ?? 0) + 1;
  world.counters.set(issue.scope, n);
  return { n, number: printedNumber(issue.format, n) };
};

/** Fills the numbers a body asks for, as the door does in its transaction. */
const numbered = <B extends object>(world: World, body: B): B => {
  const filled: { [field: string]: unknown } = Object.fromEntries(Object.entries(body));
  for (const field of ['paper', 'number']) {
    const issue = filled[field];
    if (typeof issue === 'object' && issue !== null && 'scope' in issue && 'format' in issue) {
      filled[field] = { ...issue, ...take(world, issue as PaperIssue) };
    }
  }
  return filled as B;
};

const append = (world: World, caseId: string, drafts: CaseDraft[], now: Instant): CaseFile | null => {
  let file = world.cases.get(caseId) ?? null;
  const events = world.caseEvents.get(caseId) ?? [];
  for (const draft of drafts) {
    const { type, signer, cause } = draft;
    const event = {
      streamId: `case:${caseId}`,
      seq: (file?.version ?? 0) + 1,
      type,
      at: now,
      actor: signer,
      cause,
      body: numbered(world, draft.body),
    } as CaseEvent;
    file = caseRules.evolve(file, event);
    events.push(event);
  }
  world.caseEvents.set(caseId, events);
  if (file) world.cases.set(caseId, file);
  return file;
};

const appendEscalation = (world: World, id: string, drafts: EscalationDraft[], now: Instant): void => {
  let file = world.escalations.get(id) ?? null;
  const events = world.escalationEvents.get(id) ?? [];
  for (const draft of drafts) {
    const { type, signer, cause } = draft;
    const event = {
      streamId: `escalation:${id}`,
      seq: (file?.version ?? 0) + 1,
      type,
      at: now,
      actor: signer,
      cause,
      body: numbered(world, draft.body),
    } as EscalationEvent;
    file = escalationRules.evolve(file, event);
    events.push(event);
  }
  world.escalationEvents.set(id, events);
  if (file) world.escalations.set(id, file);
};

const onEscalation = (
  world: World,
  id: string,
  command: EscalationCommand | EscalationEffect | OpenEscalation,
  now: Instant,
  actor: Actor,
): Refusal | null => {
  const before = world.escalations.get(id) ?? null;
  const context = contextIn(world, `escalation:${id}`, now, actor, null);
  if (before) settleOne(world, id, now);
  const decided = escalationRules.decide(world.escalations.get(id) ?? null, command, context);
  if ('refusal' in decided) return decided.refusal;
  appendEscalation(world, id, decided.drafts, now);
  applyEffects(world, effectsFrom(world, id, decided.drafts, now), now);
  return null;
};

const effectsFrom = (world: World, id: string, drafts: EscalationDraft[], now: Instant): Effect[] => {
  const file = world.escalations.get(id);
  return file ? effectsOfEscalation(file, drafts, contextIn(world, `escalation:${id}`, now, NOBODY, null)) : [];
};

const applyEffects = (world: World, effects: Effect[], now: Instant): void => {
  for (const effect of effects) {
    if ('caseId' in effect) settleCaseAt(world, effect.caseId, now);
    else onEscalation(world, effect.escalationId, effect.command, now, NOBODY);
  }
};

const settleOne = (world: World, id: string, now: Instant): void => {
  const file = world.escalations.get(id);
  if (!file) return;
  const drafts = escalationRules.settle(file, contextIn(world, `escalation:${id}`, now, NOBODY, null));
  appendEscalation(world, id, drafts, now);
  applyEffects(world, effectsFrom(world, id, drafts, now), now);
};

const record = (world: World, caseId: string, drafts: CaseDraft[], context: Context): void => {
  const file = append(world, caseId, drafts, context.now);
  if (file) applyEffects(world, effectsOfCase(file, drafts, context), context.now);
};

/** Settles one case at an instant. */
export const settleCaseAt = (world: World, caseId: string, now: Instant): void => {
  const file = world.cases.get(caseId);
  if (!file) return;
  const context = contextIn(world, `case:${caseId}`, now, NOBODY, file);
  record(world, caseId, caseRules.settle(file, context), context);
};

/** Fires everything that is due up to an instant, each at its own due instant: a clock that is never late. */
export const advance = (world: World, until: Instant): void => {
  for (;;) {
    const due = [
      ...[...world.cases].map(([id, file]) => ({ kind: 'case' as const, id, at: nextDue(file.deadlines)?.dueAt })),
      ...[...world.escalations].map(([id, file]) => ({
        kind: 'escalation' as const,
        id,
        at: nextDue(file.deadlines)?.dueAt,
      })),
    ]
      .filter((item): item is typeof item & { at: Instant } => item.at !== undefined && item.at <= until)
      .sort((a, b) => a.at.localeCompare(b.at))[0];
    if (due === undefined) return;
    if (due.kind === 'case') settleCaseAt(world, due.id, due.at);
    else settleOne(world, due.id, due.at);
  }
};

const actorOf = (world: World, personId: string, now: Instant): Actor => ({
  personId,
  posts: postsOf(world.directory, personId, civilDateOf(now)),
  aliases: [],
});

/** A command on a case at an instant; what was due before has fired. Returns the refusal, or null when it was recorded. */
export const actOnCase = (
  world: World,
  caseId: string,
  personId: string,
  command: CaseCommand | ReportCommand,
  now: Instant,
): Refusal | null => {
  advance(world, now);
  const context = contextIn(
    world,
    `case:${caseId}`,
    now,
    actorOf(world, personId, now),
    world.cases.get(caseId) ?? null,
  );
  const decided = caseRules.decide(world.cases.get(caseId) ?? null, command, context);
  if ('refusal' in decided) return decided.refusal;
  record(world, caseId, decided.drafts, context);
  settleCaseAt(world, caseId, now);
  return null;
};

/** A command on an escalation at an instant. */
export const actOnEscalation = (
  world: World,
  id: string,
  personId: string,
  command: EscalationCommand | OpenEscalation,
  now: Instant,
): Refusal | null => {
  advance(world, now);
  return onEscalation(world, id, command, now, actorOf(world, personId, now));
};
