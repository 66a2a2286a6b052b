import { joinKeyFor } from '../domain/escalation/join-key';
import type { LookupRequest } from '../domain/lookup-request';
import { idOf, kindOf, streamIdOf } from '../domain/stream-module';
import { queuedCommands } from './queue';
import { marks, statement, type Statement } from './sql';

/** On a server the row is locked until the transaction ends. */
const lockFor = (sqlite: boolean): string => (sqlite ? '' : ' FOR UPDATE');

/** The columns of a stream's row; on a server it is locked until the transaction ends. */
export const lockStream = (streamId: string, sqlite: boolean): Statement =>
  statement(
    `SELECT stream_id, last_seq, last_hash, last_at, generation, town_id, file FROM stream WHERE stream_id = ?${lockFor(sqlite)}`,
    [streamId],
  );

/** Counting late cases of an addressee is serialised: else two that become late at once do not see each other. */
export const lateScope = (addressee: string): string => `late:${addressee}`;

const lockCounter = (scope: string, sqlite: boolean): Statement =>
  statement(`SELECT n FROM counter WHERE scope = ?${lockFor(sqlite)}`, [scope]);

/** The addressee and those of its doubles, in one order. */
const everyOf = ({ addressee, formerly = [] }: { addressee: string; formerly?: string[] }): string[] => [
  addressee,
  ...formerly,
];

/** Late cases of addressees since an instant, in the cycle in which they are and as far as they count. */
const lateOf = (addressees: string[]): string => `FROM deadline d JOIN case_row c ON c.case_id = SUBSTR(d.stream_id, 6)
  WHERE d.addressee IN (${marks(addressees)}) AND d.state = 'fired' AND d.due_at >= ? AND d.level = 0
  AND (d.reason IS NULL OR d.reason <> 'uncounted')
  AND d.cycle = c.cycle AND c.status NOT IN ('archived', 'void')
  AND (c.status <> 'watching' OR d.clock = 'watch-visit')`;

/** All but the one that asks; of an escalation those that neither are in it nor wait to join it. */
const lateCases = (question: Extract<LookupRequest, { ask: 'late-cases' }>): Statement => {
  const { streamId, since } = question;
  const addressees = everyOf(question);
  const isNew = `NOT EXISTS (SELECT 1 FROM escalation_case e
    WHERE e.escalation_id = ? AND e.case_id = c.case_id AND e.cycle = d.cycle)
    AND NOT EXISTS (SELECT 1 FROM queued_command q WHERE q.stream_id = ? AND q.caused_by = d.stream_id)`;
  const isEscalation = kindOf(streamId) === 'escalation';
  return statement(
    `SELECT c.case_id, d.cycle, MIN(d.due_at) AS due_at, MAX(CASE WHEN c.grade = 'major' THEN 1 ELSE 0 END) AS major
     ${lateOf(addressees)} AND ${isEscalation ? isNew : 'd.stream_id <> ?'}
     GROUP BY c.case_id, d.cycle ORDER BY c.case_id, d.cycle`,
    [...addressees, since, ...(isEscalation ? [idOf(streamId), streamId] : [streamId])],
  );
};

/** Its own first, else one of a double, which becomes its own when it is next opened. */
const joinable = (question: Extract<LookupRequest, { ask: 'links' }>): Statement => {
  const keys = everyOf(question).map((addressee) => joinKeyFor(question.townId, question.act, addressee));
  return keys.length === 1
    ? statement('SELECT escalation_id FROM escalation_row WHERE join_key = ?', keys)
    : statement(
        `SELECT escalation_id FROM escalation_row WHERE join_key IN (${marks(keys)})
         ORDER BY CASE WHEN join_key = ? THEN 0 ELSE 1 END, escalation_id LIMIT 1`,
        [...keys, ...keys.slice(0, 1)],
      );
};

/** The statements that answer a question. */
export const statementsFor = (question: LookupRequest, sqlite: boolean): Statement[] => {
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
        statement(
          `SELECT escalation_id, cycle FROM escalation_case
           WHERE case_id = ? AND act = ? AND addressee IN (${marks(everyOf(question))})`,
          [question.caseId ?? '', question.act, ...everyOf(question)],
        ),
        joinable(question),
      ];
    case 'joinable':
      // Held as it is: others that join it as well are not kept waiting.
      return [
        statement(`SELECT next_due_at, last_at FROM stream WHERE stream_id = ?${sqlite ? '' : ' LOCK IN SHARE MODE'}`, [
          streamIdOf('escalation', question.escalationId),
        ]),
        statement('SELECT status, act, by_ladder FROM escalation_row WHERE escalation_id = ?', [question.escalationId]),
      ];
    case 'stream':
      return [lockStream(question.streamId, sqlite), queuedCommands(question.streamId)];
    case 'counter':
      return [lockCounter(question.scope, sqlite)];
    case 'case':
      return [statement('SELECT town_id, status, cycle, grade FROM case_row WHERE case_id = ?', [question.caseId])];
    case 'late-count':
      return [
        lockCounter(lateScope(question.addressee), sqlite),
        statement(
          `SELECT COUNT(*) AS n FROM (SELECT DISTINCT c.case_id ${lateOf(everyOf(question))} AND d.stream_id <> ? LIMIT ?) late`,
          [...everyOf(question), question.since, question.streamId, question.most],
        ),
      ];
    case 'late-cases':
      return [lateCases(question)];
    case 'unit-interviews':
      return [
        statement(
          `SELECT COUNT(*) AS n FROM escalation_row r WHERE r.addressee IN (${marks(everyOf(question))}) AND r.act = 'interview' AND r.by_ladder = 1
           AND r.status <> 'withdrawn'
           AND r.opened_at >= ? AND EXISTS
           (SELECT 1 FROM escalation_case e WHERE e.escalation_id = r.escalation_id AND e.why = 'counted')`,
          [...everyOf(question), question.since],
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
