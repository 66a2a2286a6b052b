import { completeCase } from '../domain/case/begin';
import type { CaseFile, CaseStatus } from '../domain/case/file';
import type { EscalationAct } from '../domain/case/proposal';
import type { CaseFact } from '../domain/context';
import type { EscalationStatus } from '../domain/escalation/file';
import { isJoinable } from '../domain/escalation/join-key';
import type { SubjectKind } from '../domain/people/directory';
import type { Row } from './admin';
import { lateScope, statementsFor } from './answer-statements';
import type { StreamModule } from '../domain/stream-module';
import type { AnyFile } from '../domain/modules';
import type { Found } from './found';
import type { LookupRequest } from '../domain/lookup-request';
import { requestKey, type Joining, type LookupCache } from './lookup-cache';
import { flag, parsed, text, textOrNull, whole } from './row';
import { queuedIn } from './queue';
import { refolded } from './refold';
import type { Tx } from './transaction';

export const foundIn = <F extends AnyFile = AnyFile>(row: Row | undefined): Found<F> | null =>
  row === undefined
    ? null
    : {
        lastSeq: whole(row, 'last_seq'),
        lastHash: text(row, 'last_hash'),
        lastAt: text(row, 'last_at'),
        generation: whole(row, 'generation'),
        file: parsed<F>(row, 'file'),
      };

const remember = (question: LookupRequest, results: Row[][], cache: LookupCache): void => {
  const rows = results.at(-1) ?? [];
  const [row] = rows;
  switch (question.ask) {
    case 'subject':
      cache.subjects.set(question.subjectId, row === undefined ? null : subjectIn(row));
      return;
    case 'attachment':
      cache.attachments.set(question.attachmentId, row === undefined ? null : attachmentIn(row));
      return;
    case 'case-file':
    case 'external-case':
      cache.caseFiles.set(requestKey(question), row === undefined ? null : completeCase(parsed<CaseFile>(row, 'file')));
      return;
    case 'links': {
      const linked = (results[0] ?? []).map(linkIn);
      cache.links.set(requestKey(question), {
        linked,
        joinable: row === undefined ? null : text(row, 'escalation_id'),
      });
      return;
    }
    case 'joinable':
      cache.joinable.set(question.escalationId, joiningIn(results[0]?.[0], row));
      return;
    case 'stream': {
      const found = foundIn(results[0]?.[0]);
      cache.streams.set(question.streamId, found && { ...found, queued: queuedIn(rows) });
      return;
    }
    case 'counter':
      if (row === undefined) cache.missingCounters.add(question.scope);
      cache.counters.set(question.scope, row === undefined ? 0 : whole(row, 'n'));
      return;
    case 'case':
      cache.cases.set(question.caseId, row === undefined ? null : caseIn(row));
      return;
    case 'late-count':
      if (results[0]?.length === 0) cache.missingCounters.add(lateScope(question.addressee));
      cache.lateCounts.set(requestKey(question), row === undefined ? 0 : whole(row, 'n'));
      return;
    case 'late-cases':
      cache.lateCases.set(requestKey(question), rows.map(lateCaseIn));
      return;
    case 'unit-interviews':
      cache.unitInterviews.set(requestKey(question), row === undefined ? 0 : whole(row, 'n'));
      return;
    case 'linked':
      cache.linked.set(question.caseId, rows.map(linkIn));
      return;
    case 'open-interviews':
      cache.openInterviews.set(question.caseId, row === undefined ? 0 : whole(row, 'n'));
      return;
  }
};

const subjectIn = (row: Row) => ({
  subjectId: text(row, 'subject_id'),
  townId: text(row, 'town_id'),
  name: text(row, 'name'),
  // The column is written by the directory's own checks only.
  kind: text(row, 'kind') as SubjectKind,
  unitId: textOrNull(row, 'unit_id'),
  placeUnitId: textOrNull(row, 'place_unit_id'),
  protectedPerson: flag(row, 'protected_person'),
  electronicConsent: textOrNull(row, 'electronic_consent'),
  hasFamilyContact: flag(row, 'has_family_contact'),
});

const linkIn = (row: Row) => ({ escalationId: text(row, 'escalation_id'), cycle: whole(row, 'cycle') });

const attachmentIn = (row: Row) => ({
  attachmentId: text(row, 'attachment_id'),
  townId: text(row, 'town_id'),
  sha256: text(row, 'sha256'),
  uploadedBy: text(row, 'uploaded_by'),
  firstUploadedAt: text(row, 'first_uploaded_at'),
  usedHere: flag(row, 'used_here'),
  usedElsewhere: flag(row, 'used_elsewhere'),
});

const caseIn = (row: Row): CaseFact => ({
  townId: text(row, 'town_id'),
  // The column is written by the fold of a case only.
  status: text(row, 'status') as CaseStatus,
  cycle: whole(row, 'cycle'),
  major: textOrNull(row, 'grade') === 'major',
});

const joiningIn = (stream: Row | undefined, row: Row | undefined): Joining => {
  if (stream === undefined || row === undefined) throw new Error('an escalation that is joined has no row');
  return {
    takes: isJoinable({
      // Both columns are written by the fold of an escalation only.
      status: text(row, 'status') as EscalationStatus,
      act: text(row, 'act') as EscalationAct,
      byLadder: flag(row, 'by_ladder'),
    }),
    dueAt: textOrNull(stream, 'next_due_at'),
    lastAt: text(stream, 'last_at'),
  };
};

const lateCaseIn = (row: Row) => ({
  caseId: text(row, 'case_id'),
  cycle: whole(row, 'cycle'),
  dueAt: text(row, 'due_at'),
  major: flag(row, 'major'),
});

const LOCKING: readonly LookupRequest['ask'][] = ['late-count', 'joinable', 'stream', 'counter'];

/** What locks comes in one order (late counts, then streams, then counters, each by name), so that fewer transactions cross. */
export const rank = (question: LookupRequest): string => {
  const at = LOCKING.indexOf(question.ask);
  return at < 0 ? String(LOCKING.length) : `${String(at)}${requestKey(question)}`;
};

const inOrder = (a: LookupRequest, b: LookupRequest): number => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0);

/** A set of questions as statements, and what to do with the rows: to be sent with other statements or alone. */
export const prefetch = (questions: LookupRequest[], sqlite: boolean) => {
  const asked = questions
    .toSorted(inOrder)
    .map((question) => ({ question, statements: statementsFor(question, sqlite) }));
  return {
    statements: asked.flatMap(({ statements }) => statements),
    store: (results: Row[][], cache: LookupCache): void => {
      let at = 0;
      for (const { question, statements } of asked) {
        remember(question, results.slice(at, at + statements.length), cache);
        at += statements.length;
      }
    },
  };
};

/** Reads the answers in one batch, after the locks they need. */
export const readAnswers = async (
  tx: Tx,
  modules: readonly StreamModule[],
  questions: LookupRequest[],
  cache: LookupCache,
): Promise<void> => {
  const { statements, store } = prefetch(questions, tx.sqlite);
  store(
    (await tx.batch(statements)).map(({ rows }) => rows),
    cache,
  );
  for (const question of questions) {
    if (question.ask !== 'stream') continue;
    const { streamId } = question;
    cache.streams.set(streamId, await refolded(modules, tx, streamId, cache.streams.get(streamId) ?? null));
  }
};
