import type { CaseCommand, ReportCommand } from '../../../domain/case/commands';
import type { CaseFile } from '../../../domain/case/file';
import type { KnownSubject } from '../../../domain/people/directory';
import { baihe } from './baihe-town';

export const aReport = (more: Partial<ReportCommand> = {}): ReportCommand => ({
  type: 'report',
  title: '充电场所未达到消防安全要求',
  description: '车棚无喷淋',
  source: 'grid-patrol',
  foundAt: '2025-07-01T01:00:00.000Z',
  place: { address: '梅桥村 1 号' },
  hazardType: 'charging-site-fire',
  subjectIds: [],
  campaignIds: [],
  protectedSource: false,
  attachmentIds: ['vgg-1'],
  ...more,
});

export const grading: CaseCommand = {
  type: 'grade',
  grade: 'general',
  domain: 'fire',
  hazardType: 'charging-site-fire',
  clauseId: baihe.hazardTypes.find((type) => type.id === 'charging-site-fire')?.clauseIds[0] ?? '',
  subjectIds: ['s1'],
};

export const requested: Extract<CaseCommand, { type: 'request-recheck' }> = {
  type: 'request-recheck',
  report: '已整改',
  beforeAttachmentIds: ['ens-1'],
  afterAttachmentIds: ['ens-2'],
};

export const served = (documentId: string, servedAt: string): CaseCommand => ({
  type: 'record-service',
  documentId,
  mode: 'direct',
  servedAt,
  recipientName: '王某',
  refused: false,
});

/** LD begins the re-check of a 重大 on the written request of the department. */
export const startOf = ({ grade }: CaseFile): Extract<CaseCommand, { type: 'start-recheck' }> =>
  grade === 'major' ? { type: 'start-recheck', requestRef: '青消委〔2025〕3号' } : { type: 'start-recheck' };

/** A firm as the register has it. */
export const knownSubject = (subjectId: string, more: Partial<KnownSubject> = {}): KnownSubject => ({
  subjectId,
  name: '留下的店',
  kind: 'enterprise',
  unitId: null,
  placeUnitId: null,
  protectedPerson: false,
  mergedInto: null,
  ...more,
});
