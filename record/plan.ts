import type { Calendar } from '../domain/clock/calendar';
import type { Instant } from '../domain/clock/instant';
import type { Context } from '../domain/context';
import type { Actor, Directory } from '../domain/people/directory';
import type { Pack } from '../domain/policy/pack';
import type { Effect, EffectOnEscalation } from '../domain/rules';
import type { CaseDraft, CaseEvent } from '../domain/case/facts';
import type { CaseFile } from '../domain/case/file';
import type { EscalationDraft, EscalationEvent } from '../domain/escalation/facts';
import type { EscalationFile } from '../domain/escalation/file';
import type { Refusal } from '../domain/stream';
import { isJoinable } from '../domain/escalation/join-key';
import type { AnyDraft, AnyEvent, AnyFile, CaseOrder, EscalationOrder, Found, Kinds } from './kinds';
import { caseStream, escalationStream } from './kinds';
import { nameOf, type Known, type Question } from './known';
import { lookupsOf, type Pass } from './lookups';
import { begin, obey, settle, type Play } from './play';
import { readAnswers } from './read-answers';
import type { Tx } from './transaction';

export type CasePlay = Play<CaseFile, CaseOrder, CaseDraft, CaseEvent>;
export type EscalationPlay = Play<EscalationFile, EscalationOrder, EscalationDraft, EscalationEvent>;

/** The stream a transaction is about. Without a command it is settled only. */
export type Main =
  | { kind: 'case'; streamId: string; found: Found<CaseFile> | null; command: CaseOrder | null }
  | { kind: 'escalation'; streamId: string; found: Found<EscalationFile> | null; command: EscalationOrder | null };

/** Everything the rules depend on, read under the lock. */
export interface Stage {
  kinds: Kinds;
  main: Main;
  /** The pack of a stream that is only being opened. */
  policy: Pack;
  packOf(packId: string, version: string): Pack;
  calendar: Calendar;
  directory: Directory;
  actor: Actor;
  now: Instant;
  /** `command:<key>`, as the events of the command name their cause. */
  cause: string;
  known: Known;
}

/** What the transaction is going to write: the main stream first, then the escalations it touches. */
export interface Plan {
  main: { kind: 'case'; play: CasePlay } | { kind: 'escalation'; play: EscalationPlay };
  refusal: Refusal | null;
  escalations: EscalationPlay[];
  /** Cases to be settled afterwards, each in a transaction of its own, and by which event. */
  queued: QueuedEffect[];
  context: Context;
}

/** A consequence for a stream that is carried out later, by settling it. */
export interface QueuedEffect {
  streamId: string;
  cause: string;
}

const mostPasses = 12;

/** Runs the rules until no question is left open; each pass starts from what was found. */
export const makePlan = async (tx: Tx, stage: Stage): Promise<Plan> => {
  for (let count = 0; count < mostPasses; count += 1) {
    const misses = new Map<string, Question>();
    const plan = runRules(stage, misses);
    if (misses.size === 0) return plan;
    await readAnswers(tx, stage.kinds, [...misses.values()], stage.known);
  }
  throw new Error(`the rules for ${stage.main.streamId} ask without end`);
};

/** One pass: the plan as far as the answers known allow, and in `misses` what else was asked. Pure but for `misses`. */
export const runRules = (stage: Stage, misses: Map<string, Question>): Plan => {
  const touched = new Map<string, EscalationPlay>();
  const queued: QueuedEffect[] = [];
  const { main, known, kinds } = stage;
  if (main.kind === 'escalation' && main.found) known.escalations.set(main.found.file.escalationId, main.found);

  const escalation = (escalationId: string): EscalationPlay => {
    const existing = touched.get(escalationId);
    if (existing) return existing;
    const play = begin(
      kinds.escalation,
      escalationStream(escalationId),
      known.escalations.get(escalationId) ?? null,
      stage.now,
    );
    touched.set(escalationId, play);
    settle(play, contextFor(play));
    return play;
  };
  const pass: Pass = {
    known,
    misses,
    isJoinable: (escalationId) => {
      const { file } = escalation(escalationId);
      return file !== null && isJoinable(file);
    },
  };
  const contextFor = (play: {
    streamId: string;
    found: Found<AnyFile> | null;
    file: AnyFile | null;
    now: Instant;
  }): Context => {
    const { calendar, directory, actor } = stage;
    const pinned = play.file?.policy;
    const policy = pinned === undefined ? stage.policy : stage.packOf(pinned.packId, pinned.version);
    const asker = {
      streamId: play.streamId,
      townId: directory.townId,
      found: play.found?.file ?? null,
      latest: () => play.file,
    };
    return {
      streamId: play.streamId,
      policy,
      calendar,
      directory,
      now: play.now,
      actor,
      lookups: lookupsOf(asker, pass),
    };
  };

  const consequences = (effects: Effect[], causeOf: (effect: Effect) => string): void => {
    for (const effect of effects) {
      if ('caseId' in effect) {
        queued.push({ streamId: caseStream(effect.caseId), cause: causeOf(effect) });
        continue;
      }
      if (isUnknown(effect, known)) {
        const question: Question = { ask: 'escalation', escalationId: effect.escalationId };
        misses.set(nameOf(question), question);
        continue;
      }
      const play = escalation(effect.escalationId);
      const before = play.made.length;
      const context = contextFor(play);
      const refusal = obey(play, orderFor(effect, play), context, causeOf(effect));
      if (refusal) throw new Error(`${play.streamId} refuses ${effect.command.type}: ${refusal.reason}`);
      follow(play, before, context);
    }
  };
  const follow = <F extends AnyFile, C, D extends AnyDraft, E extends AnyEvent>(
    play: Play<F, C, D, E>,
    from: number,
    context: Context,
  ): void => {
    const { file, kind } = play;
    const drafts = play.made.slice(from).map(({ draft }) => draft);
    if (file !== null && drafts.length > 0) consequences(kind.effects(file, drafts, context), causedIn(play));
  };
  const perform = <F extends AnyFile, C, D extends AnyDraft, E extends AnyEvent>(
    play: Play<F, C, D, E>,
    command: C | null,
  ): { refusal: Refusal | null; context: Context } => {
    const context = contextFor(play);
    settle(play, context);
    const refusal = command === null ? null : obey(play, command, context, stage.cause);
    follow(play, 0, context);
    return { refusal, context };
  };

  if (main.kind === 'case') {
    const play = begin(kinds.case, main.streamId, main.found, stage.now);
    const done = perform(play, main.command);
    return { main: { kind: 'case', play }, ...done, escalations: written(touched), queued };
  }
  const play = begin(kinds.escalation, main.streamId, main.found, stage.now);
  touched.set(play.streamId.slice('escalation:'.length), play);
  const done = perform(play, main.command);
  return {
    main: { kind: 'escalation', play },
    ...done,
    escalations: written(touched).filter((other) => other !== play),
    queued,
  };
};

const written = (touched: Map<string, EscalationPlay>): EscalationPlay[] =>
  [...touched.values()].filter(({ made }) => made.length > 0).toSorted((a, b) => a.streamId.localeCompare(b.streamId));

/** An escalation that exists must be locked and read before anything is decided on it. */
const isUnknown = ({ escalationId }: EffectOnEscalation, known: Known): boolean =>
  !known.escalations.has(escalationId) && ![...known.fresh.values()].includes(escalationId);

/** Two rungs of one settling open the same escalation once; the second joins. */
const orderFor = ({ command }: EffectOnEscalation, { file }: EscalationPlay): EscalationOrder =>
  command.type === 'open' && file !== null ? { type: 'join', cases: command.cases, why: command.why } : command;

/** The event of the causing stream that names the escalation, else its last one. */
const causedIn =
  <F extends AnyFile, C, D extends AnyDraft, E extends AnyEvent>({ made, found, streamId }: Play<F, C, D, E>) =>
  (effect: Effect): string => {
    const index = made.findLastIndex(
      ({ draft: { body } }) =>
        'escalationId' in effect && 'escalationId' in body && body.escalationId === effect.escalationId,
    );
    const seq = (found?.lastSeq ?? 0) + (index < 0 ? made.length : index + 1);
    return `${streamId}:${seq}`;
  };
