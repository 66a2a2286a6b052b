import type { CaseFile } from '../domain/case/file';
import type { CaseEnvelope } from '../domain/case/facts';
import type { Projection } from './projection';
import type { SealedStream } from './seal-streams';
import { nextOwed } from './next-owed';
import { readerRows } from './write-readers';
import { insert, statement, update, type SqlRow, type Statement } from './sql';

type SealedCase = SealedStream<CaseFile, CaseEnvelope>;

/** The row that lists read, its subjects, units and campaigns, and the closed list. */
const caseRows = (finished: SealedCase): Statement[] => {
  const { file, found, envelopes, now } = finished;
  const row = listed(file, now);
  const reported = envelopes.find(({ type }) => type === 'reported');
  const own =
    found === null
      ? insert('case_row', [
          {
            case_id: file.caseId,
            town_id: file.townId,
            source: file.source,
            external_id: file.externalId,
            protected_source: file.protectedSource ? 1 : 0,
            reporter: reported?.actor.kind === 'person' ? reported.actor.personId : 'system',
            opened_at: file.reportedAt,
            ...row,
          },
        ])
      : [update('case_row', row, { case_id: file.caseId })];
  return [
    ...own,
    ...linkRows(file, found?.file ?? null),
    ...readerRows(file, found?.file ?? null),
    ...closedRows(finished),
  ];
};

const listed = (file: CaseFile, now: string): SqlRow => {
  const owed = nextOwed(file.deadlines);
  return {
    number: file.number,
    title: file.title,
    status: file.status,
    grade: file.grade,
    domain: file.domain,
    hazard_type: file.hazardType,
    cycle: file.cycle,
    overlays: JSON.stringify(file.overlays),
    overdue: file.overlays.includes('overdue') ? 1 : 0,
    lead_unit_id: file.leadUnitId,
    responsible_unit_id: file.responsibleUnitId,
    site_id: file.siteId,
    address: file.place?.address ?? null,
    closed_at: file.closedAt,
    next_due_at: owed?.dueAt ?? null,
    next_due_clock: owed?.clock ?? null,
    version: file.version,
    updated_at: now,
  };
};

interface Link {
  table: string;
  rows: (file: CaseFile) => SqlRow[];
}

const links: Link[] = [
  {
    table: 'case_subject',
    rows: ({ caseId, subjects }) =>
      [...new Set(subjects.map(({ subjectId }) => subjectId))].map((id) => ({ case_id: caseId, subject_id: id })),
  },
  {
    table: 'case_unit',
    rows: ({ caseId, leadUnitId, responsibleUnitId, coUnitIds }) =>
      [
        ...(leadUnitId === null ? [] : [{ unit: leadUnitId, role: 'lead' }]),
        ...(responsibleUnitId === null ? [] : [{ unit: responsibleUnitId, role: 'responsible' }]),
        ...[...new Set(coUnitIds)].map((unit) => ({ unit, role: 'co' })),
      ].map(({ unit, role }) => ({ case_id: caseId, unit_id: unit, role })),
  },
  {
    table: 'case_campaign',
    rows: ({ caseId, campaignIds }) => [...new Set(campaignIds)].map((id) => ({ case_id: caseId, campaign_id: id })),
  },
];

/** Written again only when they changed. */
const linkRows = (file: CaseFile, before: CaseFile | null): Statement[] =>
  links.flatMap(({ table, rows }) => {
    const now = rows(file);
    const old = before === null ? [] : rows(before);
    if (JSON.stringify(now) === JSON.stringify(old)) return [];
    const clear = old.length > 0 ? [statement(`DELETE FROM ${table} WHERE case_id = ?`, [file.caseId])] : [];
    return [...clear, ...insert(table, now)];
  });

const closedRows = ({ file, envelopes }: SealedCase): Statement[] =>
  envelopes.flatMap(({ type, at, body }): Statement[] => {
    if (type === 'closed') {
      const cycle = file.closures.find((closure) => closure.at === at)?.cycle ?? file.cycle;
      return insert('closed_list', [
        { case_id: file.caseId, cycle, town_id: file.townId, closed_at: at, removed_at: null },
      ]);
    }
    if (type === 'relapse-confirmed' && body.removedFrom.length > 0) {
      return [
        statement('UPDATE closed_list SET removed_at = ? WHERE case_id = ? AND removed_at IS NULL', [at, file.caseId]),
      ];
    }
    return [];
  });

const view = (table: string) => ({ table, key: 'case_id', by: 'id' }) as const;

export const caseProjection: Projection = {
  kind: 'case',
  views: ['case_row', 'case_subject', 'case_unit', 'case_reader', 'case_campaign', 'closed_list'].map(view),
  rows: (stream) => caseRows(stream as SealedCase),
};
