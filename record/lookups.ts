import type { CaseFile } from '../domain/case/file';
import type { EscalationLookup, LateCase, Lookups } from '../domain/context';
import type { AnyFile } from '../domain/modules';
import { idOf, kindOf, streamIdOf, type StreamFile } from '../domain/stream-module';
import type { Instant } from '../domain/clock/instant';
import { joinKeyFor } from '../domain/escalation/join-key';
import { factOf } from '../domain/escalation/linked';
import type { LookupRequest } from '../domain/lookup-request';
import { requestKey, type LookupCache } from './lookup-cache';
import { newId } from './new-id';

/** The stream that asks: as it was found, and as this pass has made it so far. */
export interface Asker {
  streamId: string;
  townId: string;
  /** Of the decision. */
  now: Instant;
  found: AnyFile | null;
  /** Under which other addressees one was kept before doubles were merged (`formerAddressees`). */
  formerly(addressee: string): string[];
  latest(): StreamFile | null;
}

/** Answers of one pass, and what could not be answered. */
export interface Pass {
  cache: LookupCache;
  unresolved: Map<string, LookupRequest>;
  /** Whether an escalation, as this pass left it, still takes cases. */
  isJoinable(escalationId: string): boolean;
  /** A case as this pass has made it so far; null where it is no part of it. */
  caseUnderWay(caseId: string): CaseFile | null;
}

const answerOf = <T>(answers: Map<string, T>, pass: Pass, name: string, question: LookupRequest): T | undefined => {
  if (!answers.has(name)) pass.unresolved.set(requestKey(question), question);
  return answers.get(name);
};

const formerlyOf = (asker: Asker, addressee: string): { formerly?: string[] } => {
  const formerly = asker.formerly(addressee);
  return formerly.length === 0 ? {} : { formerly };
};

/** What a decision may ask of the record: from what was read; a miss gets a neutral answer and another pass. */
export const lookupsOf = (asker: Asker, pass: Pass): Omit<Lookups, 'nextNumber'> => {
  const { cache } = pass;
  const caseId = kindOf(asker.streamId) === 'case' ? idOf(asker.streamId) : null;
  return {
    subject: (subjectId) => answerOf(cache.subjects, pass, subjectId, { ask: 'subject', subjectId }) ?? undefined,
    attachment: (attachmentId) =>
      answerOf(cache.attachments, pass, attachmentId, {
        ask: 'attachment',
        attachmentId,
        streamId: asker.streamId,
      }) ?? undefined,
    caseFile: (id) => {
      const question: LookupRequest = { ask: 'case-file', caseId: id, townId: asker.townId };
      return answerOf(cache.caseFiles, pass, requestKey(question), question) ?? undefined;
    },
    externalCase: (source, externalId) => {
      const question: LookupRequest = { ask: 'external-case', townId: asker.townId, source, externalId };
      return answerOf(cache.caseFiles, pass, requestKey(question), question) ?? undefined;
    },
    escalation: (act, addressee) => escalationFor(asker, pass, caseId, act, addressee),
    caseNow: (id) => {
      const own = pass.caseUnderWay(id);
      return own === null ? (answerOf(cache.cases, pass, id, { ask: 'case', caseId: id }) ?? undefined) : factOf(own);
    },
    lateCount: (addressee, since, most) => {
      const question: LookupRequest = {
        ...{ ask: 'late-count', streamId: asker.streamId, addressee, since, most },
        ...formerlyOf(asker, addressee),
      };
      return answerOf(cache.lateCounts, pass, requestKey(question), question) ?? 0;
    },
    lateCases: (addressee, since): LateCase[] => {
      const question: LookupRequest = {
        ...{ ask: 'late-cases', streamId: asker.streamId, addressee, since },
        ...formerlyOf(asker, addressee),
      };
      return answerOf(cache.lateCases, pass, requestKey(question), question) ?? [];
    },
    unitInterviews: (addressee, since) => {
      const question: LookupRequest = { ask: 'unit-interviews', addressee, since, ...formerlyOf(asker, addressee) };
      return answerOf(cache.unitInterviews, pass, requestKey(question), question) ?? 0;
    },
    linkedEscalations: () => (caseId === null ? [] : linkedTo(asker, pass, caseId)),
    openInterviews: () => {
      if (caseId === null) return 0;
      return answerOf(cache.openInterviews, pass, caseId, { ask: 'open-interviews', caseId }) ?? 0;
    },
  };
};

const escalationFor = (
  asker: Asker,
  pass: Pass,
  caseId: string | null,
  act: string,
  addressee: string,
): EscalationLookup => {
  const { cache } = pass;
  const question: LookupRequest = {
    ...{ ask: 'links', caseId, townId: asker.townId, act, addressee },
    ...formerlyOf(asker, addressee),
  };
  const name = requestKey(question);
  const opened = joinKeyFor(asker.townId, act, addressee);
  const freshStream = cache.fresh.get(opened) ?? streamIdOf('escalation', newId());
  cache.fresh.set(opened, freshStream);
  const fresh = { escalationId: idOf(freshStream), linked: false, fresh: true };

  const unknown = { ...fresh, unasked: true } as const;
  const links = answerOf(cache.links, pass, name, question);
  if (links === undefined) return unknown;
  const linkedTo = linkIn(asker.found, links.linked, act, addressee);
  if (linkedTo !== undefined) return { escalationId: linkedTo, linked: true, fresh: false };
  const { joinable } = links;
  if (joinable === null) return fresh;
  const streamId = streamIdOf('escalation', joinable);
  const takes = cache.streams.has(streamId) ? pass.isJoinable(joinable) : stillTakes(asker, pass, joinable);
  if (takes === undefined) return unknown;
  return takes ? { escalationId: joinable, linked: false, fresh: false } : fresh;
};

/** By its row alone while nothing of it is due; else it has to be opened and settled first, and undefined stands until then. */
const stillTakes = ({ now }: Asker, pass: Pass, escalationId: string): boolean | undefined => {
  const row = answerOf(pass.cache.joinable, pass, escalationId, { ask: 'joinable', escalationId });
  if (row?.takes !== true) return row?.takes;
  const { dueAt, lastAt } = row;
  if (dueAt === null || (dueAt > now && dueAt > lastAt)) return true;
  const question: LookupRequest = { ask: 'stream', streamId: streamIdOf('escalation', escalationId) };
  pass.unresolved.set(requestKey(question), question);
  return undefined;
};

const isCase = (file: StreamFile): file is CaseFile => 'caseId' in file;

/** By the tables, and by what this very transaction has done before. */
const linkedTo = (asker: Asker, pass: Pass, caseId: string): string[] => {
  const rows = answerOf(pass.cache.linked, pass, caseId, { ask: 'linked', caseId }) ?? [];
  const latest = asker.latest();
  if (latest === null || !isCase(latest)) return [];
  const { cycle: latestCycle, escalations: own } = latest;
  const ofThisCycle = [...rows, ...own].filter(({ cycle }) => cycle === latestCycle);
  return [...new Set(ofThisCycle.map(({ escalationId }) => escalationId))].sort();
};

/** The escalation this case is linked to in its present cycle, by its own event or as a counted one. */
const linkIn = (
  file: AnyFile | null,
  linked: { escalationId: string; cycle: number }[],
  act: string,
  addressee: string,
): string | undefined => {
  if (file === null || !isCase(file)) return undefined;
  const own = file.escalations.find((e) => e.act === act && e.addressee === addressee && e.cycle === file.cycle);
  return own?.escalationId ?? linked.find((link) => link.cycle === file.cycle)?.escalationId;
};
