import { addressKey } from '../domain/case/address';
import type { CaseFile } from '../domain/case/file';
import type { CaseEnvelope } from '../domain/case/facts';
import {
  CaseCampaignRow,
  CaseReaderRow,
  CaseRow,
  CaseSubjectRow,
  CaseUnitRow,
  ClosedListRow,
} from '../entities/case.entity';
import type { EntityClass } from '../entities/table';
import { deleteOf, insertInto, updateOf } from './entity-sql';
import { nextOwed } from './next-owed';
import { viewsOf, type Projection } from './projection';
import type { SealedStream } from './seal-streams';
import type { Statement } from './sql';
import { readerRows } from './write-readers';

type SealedCase = SealedStream<CaseFile, CaseEnvelope>;

/** The row that lists read, its subjects, units and campaigns, and the closed list. */
const caseRows = (finished: SealedCase): Statement[] => {
  const { file, found, envelopes, now } = finished;
  const row = listed(file, now);
  const reported = envelopes.find(({ type }) => type === 'reported');
  const own =
    found === null
      ? insertInto(CaseRow, [
          {
            caseId: file.caseId,
            townId: file.townId,
            source: file.source,
            externalId: file.externalId,
            externalCopy: 0,
            protectedSource: file.protectedSource,
            reporter: reported?.actor.kind === 'person' ? reported.actor.personId : 'system',
            openedAt: file.reportedAt,
            ...row,
          },
        ])
      : [updateOf(CaseRow, row, { caseId: file.caseId })];
  return [
    ...own,
    ...links.flatMap((rows) => rows(file, found?.file ?? null)),
    ...readerRows(file, found?.file ?? null),
    ...closedRows(finished),
  ];
};

/** Of a case's row what its events may change. */
type Listed = Omit<
  CaseRow,
  'caseId' | 'townId' | 'source' | 'externalId' | 'externalCopy' | 'protectedSource' | 'reporter' | 'openedAt'
>;

const listed = (file: CaseFile, now: string): Listed => {
  const owed = nextOwed(file.deadlines);
  return {
    number: file.number,
    title: file.title,
    status: file.status,
    grade: file.grade,
    domain: file.domain,
    hazardType: file.hazardType,
    cycle: file.cycle,
    overlays: file.overlays,
    overdue: file.overlays.includes('overdue'),
    leadUnitId: file.leadUnitId,
    responsibleUnitId: file.responsibleUnitId,
    siteId: file.siteId,
    address: file.place?.address ?? null,
    addressKey: file.place === null ? null : addressKey(file.place.address),
    closedAt: file.closedAt,
    nextDueAt: owed?.dueAt ?? null,
    nextDueClock: owed?.clock ?? null,
    version: file.version,
    updatedAt: now,
  };
};

/** Rows that link a case to others, written again only when they changed. */
const link =
  <T extends { caseId: string }>(entity: EntityClass<T>, rowsOf: (file: CaseFile) => NoInfer<T>[]) =>
  (file: CaseFile, before: CaseFile | null): Statement[] => {
    const now = rowsOf(file);
    const old = before === null ? [] : rowsOf(before);
    if (JSON.stringify(now) === JSON.stringify(old)) return [];
    const clear = old.length > 0 ? [deleteOf<{ caseId: string }>(entity, { caseId: file.caseId })] : [];
    return [...clear, ...insertInto<T>(entity, now)];
  };

const links = [
  link(CaseSubjectRow, ({ caseId, subjects }) =>
    [...new Set(subjects.map(({ subjectId }) => subjectId))].map((subjectId) => ({ caseId, subjectId })),
  ),
  link(CaseUnitRow, ({ caseId, leadUnitId, responsibleUnitId, coUnitIds }) =>
    [
      ...(leadUnitId === null ? [] : [{ unitId: leadUnitId, role: 'lead' }]),
      ...(responsibleUnitId === null ? [] : [{ unitId: responsibleUnitId, role: 'responsible' }]),
      ...[...new Set(coUnitIds)].map((unitId) => ({ unitId, role: 'co' })),
    ].map(({ unitId, role }) => ({ caseId, unitId, role })),
  ),
  link(CaseCampaignRow, ({ caseId, campaignIds }) =>
    [...new Set(campaignIds)].map((campaignId) => ({ caseId, campaignId })),
  ),
];

const closedRows = ({ file, envelopes }: SealedCase): Statement[] =>
  envelopes.flatMap(({ type, at, body }): Statement[] => {
    if (type === 'closed') {
      const cycle = file.closures.find((closure) => closure.at === at)?.cycle ?? file.cycle;
      const { caseId, townId } = file;
      return insertInto(ClosedListRow, [{ caseId, cycle, townId, closedAt: at, removedAt: null }]);
    }
    if (type === 'relapse-confirmed' && body.removedFrom.length > 0) {
      return [updateOf(ClosedListRow, { removedAt: at }, { caseId: file.caseId, removedAt: null })];
    }
    return [];
  });

export const caseProjection: Projection = {
  kind: 'case',
  views: viewsOf([CaseRow, CaseSubjectRow, CaseUnitRow, CaseReaderRow, CaseCampaignRow, ClosedListRow], 'caseId', 'id'),
  rows: (stream) => caseRows(stream as SealedCase),
};
