import { completeCase } from '../domain/case/begin';
import type { CaseFile, CaseStatus } from '../domain/case/file';
import type { CaseFact } from '../domain/context';
import type { SubjectKind } from '../domain/people/directory';
import type { Row } from './admin';
import { streamIdOf, type StreamModule } from '../domain/stream-module';
import type { AnyFile } from '../domain/modules';
import type { Found } from './found';
import type { LookupRequest } from '../domain/lookup-request';
import { requestKey, type LookupCache } from './lookup-cache';
import { joinKeyFor } from '../domain/escalation/join-key';
import { flag, parsed, text, textOrNull, whole } from './row';
import { refolded } from './refold';
import { statement, type Statement } from './sql';
import type { Tx } from './transaction';

/** On a server the row is locked until the transaction ends. */
const lockFor = (sqlite: boolean): string => (sqlite ? '' : ' FOR UPDATE');

/** The columns of a stream's row; on a server it is locked until the transaction ends. */
export const lockStream = (streamId: string, sqlite: boolean): Statement =>
  statement(
    `SELECT stream_id, last_seq, last_hash, last_at, generation, town_id, file FROM stream WHERE stream_id = ?${lockFor(sqlite)}`,
    [streamId],
  );

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

/** Counting late cases of an addressee is serialised: else two that become late at once do not see each other. */
const lateScope = (addressee: string): string => `late:${addressee}`;

const lockCounter = (scope: string, sqlite: boolean): Statement =>
  statement(`SELECT n FROM counter WHERE scope = ?${lockFor(sqlite)}`, [scope]);

const first = (rows: Row[]): Row | undefined => rows[0];

/** The statements that answer a question. */
const statementsFor = (question: LookupRequest, sqlite: boolean): Statement[] => {
  switch (question.ask) {
    case 'subject':
      return [
        statement(
          `SELECT subject_id, town_id, name, kind, unit_id, place_unit_id, protected_person, electronic_consent,
           (family_contact IS NOT NULL) AS has_family_contact FROM subject WHERE subject_id = ?`,
          [question.subjectId],
        ),
      ];
    case 'attachment':
      return [
        statement(
          `SELECT a.attachment_id, a.town_id, a.sha256, a.uploaded_by,
           (SELECT MIN(s.uploaded_at) FROM attachment s WHERE s.sha256 = a.sha256) AS first_uploaded_at,
           (SELECT COUNT(*) FROM attachment_use u
            WHERE u.attachment_id = a.attachment_id AND u.stream_id = ?) AS used_here,
           EXISTS (SELECT 1 FROM attachment s JOIN attachment_use u ON u.attachment_id = s.attachment_id
            WHERE s.sha256 = a.sha256 AND u.stream_id LIKE 'case:%' AND u.stream_id <> ?) AS used_elsewhere
           FROM attachment a WHERE a.attachment_id = ?${lockFor(sqlite)}`,
          [question.streamId, question.streamId, question.attachmentId],
        ),
      ];
    case 'case-file':
      return [
        statement('SELECT stream_id, file FROM stream WHERE stream_id = ? AND town_id = ?', [
          streamIdOf('case', question.caseId),
          question.townId,
        ]),
      ];
    case 'external-case':
      return [
        statement(
          `SELECT stream_id, file FROM stream WHERE stream_id = ${sqlite ? "'case:' || " : "CONCAT('case:', "}
           (SELECT MIN(case_id) FROM case_row WHERE town_id = ? AND source = ? AND external_id = ? AND external_copy = 0)${sqlite ? '' : ')'}`,
          [question.townId, question.source, question.externalId],
        ),
      ];
    case 'links':
      return [
        statement('SELECT escalation_id, cycle FROM escalation_case WHERE case_id = ? AND act = ? AND addressee = ?', [
          question.caseId ?? '',
          question.act,
          question.addressee,
        ]),
        statement('SELECT escalation_id FROM escalation_row WHERE join_key = ?', [
          joinKeyFor(question.townId, question.act, question.addressee),
        ]),
      ];
    case 'stream':
      return [lockStream(question.streamId, sqlite)];
    case 'counter':
      return [lockCounter(question.scope, sqlite)];
    case 'case':
      return [statement('SELECT town_id, status, cycle, grade FROM case_row WHERE case_id = ?', [question.caseId])];
    case 'late-cases':
      return [
        lockCounter(lateScope(question.addressee), sqlite),
        statement(
          `SELECT c.case_id, d.cycle, MIN(d.due_at) AS due_at, MAX(CASE WHEN c.grade = 'major' THEN 1 ELSE 0 END) AS major
           FROM deadline d JOIN case_row c ON c.case_id = SUBSTR(d.stream_id, 6)
           WHERE d.addressee = ? AND d.state = 'fired' AND d.due_at >= ? AND d.level = 0 AND d.stream_id <> ?
           AND (d.reason IS NULL OR d.reason <> 'uncounted')
           AND d.cycle = c.cycle AND c.status NOT IN ('archived', 'void')
           AND (c.status <> 'watching' OR d.clock = 'watch-visit')
           GROUP BY c.case_id, d.cycle ORDER BY c.case_id, d.cycle`,
          [question.addressee, question.since, question.streamId],
        ),
      ];
    case 'unit-interviews':
      return [
        statement(
          `SELECT COUNT(*) AS n FROM escalation_row r WHERE r.addressee = ? AND r.act = 'interview' AND r.by_ladder = 1
           AND r.status <> 'withdrawn'
           AND r.opened_at >= ? AND EXISTS
           (SELECT 1 FROM escalation_case e WHERE e.escalation_id = r.escalation_id AND e.why = 'counted')`,
          [question.addressee, question.since],
        ),
      ];
    case 'linked':
      return [statement('SELECT escalation_id, cycle FROM escalation_case WHERE case_id = ?', [question.caseId])];
    case 'open-interviews':
      return [
        statement(
          `SELECT COUNT(*) AS n FROM escalation_case e JOIN escalation_row r ON r.escalation_id = e.escalation_id
           WHERE e.case_id = ? AND r.act = 'interview' AND r.status IN ('approved', 'held')`,
          [question.caseId],
        ),
      ];
  }
};

const remember = (question: LookupRequest, results: Row[][], cache: LookupCache): void => {
  const rows = results.at(-1) ?? [];
  const row = first(rows);
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
    case 'stream':
      cache.streams.set(question.streamId, foundIn(row));
      return;
    case 'counter':
      if (row === undefined) cache.missingCounters.add(question.scope);
      cache.counters.set(question.scope, row === undefined ? 0 : whole(row, 'n'));
      return;
    case 'case':
      cache.cases.set(question.caseId, row === undefined ? null : caseIn(row));
      return;
    case 'late-cases':
      if (results[0]?.length === 0) cache.missingCounters.add(lateScope(question.addressee));
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

const lateCaseIn = (row: Row) => ({
  caseId: text(row, 'case_id'),
  cycle: whole(row, 'cycle'),
  dueAt: text(row, 'due_at'),
  major: flag(row, 'major'),
});

const LOCKING: readonly LookupRequest['ask'][] = ['late-cases', 'stream', 'counter'];

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
