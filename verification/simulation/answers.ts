import { isJoinable, joinKeyFor, joinKeyOf } from '../../domain/escalation/join-key';
import type { EscalationFile } from '../../domain/escalation/file';
import { nextDue } from '../../domain/deadlines';
import { factOf, stillCounts } from '../../domain/escalation/linked';
import type { LateCase } from '../../domain/context';
import type { Subject } from '../../domain/people/directory';
import type { AnyFile } from '../../domain/modules';
import { idOf } from '../../domain/stream-module';
import type { Found } from '../../record/found';
import type { LookupRequest } from '../../domain/lookup-request';
import { requestKey, type LookupCache } from '../../record/lookup-cache';
import { photoOf } from './photos';
import type { Tables, Tx } from './store';

/** What questions are answered from. */
export interface Archive {
  tables: Tables;
  subjects: Subject[];
}

const isEscalation = (file: AnyFile): file is EscalationFile => 'escalationId' in file;

const escalationsIn = ({ streams }: Tables): EscalationFile[] =>
  [...streams.values()].flatMap(({ file }) => (isEscalation(file) ? [file] : []));

/** The escalation that still takes cases under this key. */
export const joinableIn = (tables: Tables, key: string): string | null =>
  escalationsIn(tables).find((file) => joinKeyOf(file) === key)?.escalationId ?? null;

/** A stream as its row holds it; null when there is none. */
export const foundStream = ({ streams, queued }: Tables, streamId: string): Found | null => {
  const found = streams.get(streamId);
  const left = [...queued.values()].filter((one) => one.streamId === streamId && one.commands.length > 0);
  return found === undefined ? null : { ...found, queued: left };
};

const lateCases = (
  { streams, ledgers }: Tables,
  {
    streamId,
    addressee,
    since,
  }: Pick<Extract<LookupRequest, { ask: 'late-cases' }>, 'streamId' | 'addressee' | 'since'>,
): LateCase[] =>
  [...ledgers].flatMap(([id, ledger]): LateCase[] => {
    const file = streams.get(id)?.file;
    if (id === streamId || file === undefined || isEscalation(file)) return [];
    const late = new Map<number, string>();
    for (const { arm, dueAt, state } of ledger.values()) {
      if (state !== 'fired' || arm.level !== 0 || arm.addressee !== addressee || dueAt < since) continue;
      if (!stillCounts(file, arm)) continue;
      const before = late.get(arm.cycle);
      if (before === undefined || dueAt < before) late.set(arm.cycle, dueAt);
    }
    return [...late].map(([cycle, dueAt]) => ({
      caseId: idOf(id),
      cycle,
      dueAt,
      major: file.grade === 'major',
    }));
  });

/** Answers what the rules asked, after the locks that the answer needs; the same questions the record answers by SQL. */
export const answer = async (tx: Tx, archive: Archive, question: LookupRequest, cache: LookupCache): Promise<void> => {
  const { tables } = archive;
  switch (question.ask) {
    case 'case-file':
    case 'external-case':
      // No report of the simulation names another case.
      cache.caseFiles.set(requestKey(question), null);
      return;
    case 'subject':
      cache.subjects.set(
        question.subjectId,
        archive.subjects.find(({ subjectId }) => subjectId === question.subjectId) ?? null,
      );
      return;
    case 'attachment':
      cache.attachments.set(question.attachmentId, photoOf(question.attachmentId) ?? null);
      return;
    case 'links': {
      const { caseId, townId, act, addressee } = question;
      const linked = tables.links.filter(
        (link) => link.caseId === caseId && link.act === act && link.addressee === addressee,
      );
      cache.links.set(requestKey(question), {
        linked,
        joinable: joinableIn(tables, joinKeyFor(townId, act, addressee)),
      });
      return;
    }
    case 'stream':
      await tx.lock(question.streamId);
      cache.streams.set(question.streamId, foundStream(tables, question.streamId));
      return;
    case 'counter':
      await tx.lock(`counter:${question.scope}`);
      cache.counters.set(question.scope, tables.counters.get(question.scope) ?? 0);
      return;
    case 'case': {
      const file = tables.streams.get(`case:${question.caseId}`)?.file;
      cache.cases.set(question.caseId, file === undefined || isEscalation(file) ? null : factOf(file));
      return;
    }
    case 'joinable': {
      const streamId = `escalation:${question.escalationId}`;
      await tx.lock(streamId);
      const found = tables.streams.get(streamId);
      if (found === undefined || !isEscalation(found.file)) throw new Error(`${streamId} is no escalation`);
      const { file, lastAt } = found;
      const dueAt = nextDue(file.deadlines)?.dueAt ?? null;
      cache.joinable.set(question.escalationId, { takes: isJoinable(file), dueAt, lastAt });
      return;
    }
    case 'late-count': {
      await tx.lock(`late:${question.addressee}`);
      const late = lateCases(tables, question).length;
      cache.lateCounts.set(requestKey(question), Math.min(question.most, late));
      return;
    }
    case 'late-cases':
      cache.lateCases.set(requestKey(question), lateCases(tables, question));
      return;
    case 'unit-interviews': {
      const { addressee, since } = question;
      const counted = new Set(
        tables.links.flatMap(({ escalationId, why }) => (why === 'counted' ? [escalationId] : [])),
      );
      const interviews = escalationsIn(tables).filter(
        (file) =>
          file.act === 'interview' &&
          file.addressee === addressee &&
          file.byLadder &&
          file.status !== 'withdrawn' &&
          file.openedAt >= since &&
          counted.has(file.escalationId),
      );
      cache.unitInterviews.set(requestKey(question), interviews.length);
      return;
    }
    case 'linked':
      cache.linked.set(
        question.caseId,
        tables.links.filter(({ caseId }) => caseId === question.caseId),
      );
      return;
    case 'open-interviews': {
      const own = new Set(tables.links.filter(({ caseId }) => caseId === question.caseId).map((l) => l.escalationId));
      const open = escalationsIn(tables).filter(
        ({ escalationId, act, status }) =>
          own.has(escalationId) && act === 'interview' && (status === 'approved' || status === 'held'),
      );
      cache.openInterviews.set(question.caseId, open.length);
      return;
    }
  }
};
