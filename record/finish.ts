import type { CaseEnvelope } from '../domain/case/facts';
import type { CaseFile } from '../domain/case/file';
import type { EscalationEnvelope } from '../domain/escalation/facts';
import type { EscalationFile } from '../domain/escalation/file';
import type { Context } from '../domain/context';
import { onceEach } from '../domain/people/once';
import type { Telling } from '../domain/people/telling';
import type { Instant } from '../domain/clock/instant';
import { eventHash, NO_HASH } from './hash';
import type { AnyDraft, AnyEnvelope, AnyEvent, AnyFile, Found } from './kinds';
import { newOrderedId } from './new-id';
import { place, type Play } from './play';
import type { Plan } from './plan';

/** A stream as the transaction leaves it, with the events to append. */
export interface FinishedOf<K, F extends AnyFile, V extends AnyEnvelope> {
  kind: K;
  streamId: string;
  found: Found<F> | null;
  file: F;
  envelopes: V[];
  /** Which of the envelopes is the first of the command's own; null when there is none. */
  commandAt: number | null;
  now: Instant;
  /** Whom each event is told to, seen from the file as the transaction leaves it. */
  told: { seq: number; tellings: Telling[] }[];
}

export type FinishedCase = FinishedOf<'case', CaseFile, CaseEnvelope>;
export type FinishedEscalation = FinishedOf<'escalation', EscalationFile, EscalationEnvelope>;
export type Finished = FinishedCase | FinishedEscalation;

interface Seal {
  eventId: string;
  prevHash: string;
  hash: string;
}

/** Gives each draft its place and its hash and folds them once more, now that their numbers are known. */
const append = <F extends AnyFile, C, D extends AnyDraft, E extends AnyEvent>(
  play: Play<F, C, D, E>,
  planContext: Context,
) => {
  const { found, streamId, kind, now } = play;
  let file = found?.file ?? null;
  let prevHash = found?.lastHash ?? NO_HASH;
  let seq = found?.lastSeq ?? 0;
  const envelopes: (E & Seal)[] = [];
  for (const { draft, cause } of play.made) {
    seq += 1;
    const event: E = place(play, draft, { seq, cause });
    const eventId = newOrderedId();
    const hash = eventHash(prevHash, { ...event, eventId });
    envelopes.push({ ...event, eventId, prevHash, hash });
    file = kind.rules.evolve(file, event);
    prevHash = hash;
  }
  if (file === null) throw new Error(`${streamId} has no events`);
  const after = file;
  const context = { ...planContext, streamId, now };
  const told = play.made.map(({ draft }, index) => ({
    seq: (found?.lastSeq ?? 0) + index + 1,
    tellings: kind.tellings(after, draft, context),
  }));
  return { streamId, found, file, envelopes, commandAt: play.commandAt, now, told };
};

/** Over all streams of the transaction each person hears of a fact once. */
const toldOnce = (finished: Finished[]): Finished[] => {
  const all = onceEach(finished.flatMap(({ streamId, told }) => told.map((one) => ({ ...one, streamId }))));
  return finished.map((one) => ({ ...one, told: all.filter(({ streamId }) => streamId === one.streamId) }));
};

/** Every stream with events to write, in the order in which they are written: the main one first. */
export const finish = ({ main, escalations, context }: Plan): Finished[] => {
  const finished: Finished[] = [];
  if (main.play.made.length > 0) {
    finished.push(
      main.kind === 'case'
        ? { kind: 'case', ...append(main.play, context) }
        : { kind: 'escalation', ...append(main.play, context) },
    );
  }
  for (const play of escalations) finished.push({ kind: 'escalation', ...append(play, context) });
  return toldOnce(finished);
};
