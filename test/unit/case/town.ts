import { aPost } from '../../support/a-post';
import { createHash } from 'node:crypto';
import type { CaseCommand, ReportCommand } from '../../../domain/case/commands';
import type { CaseFile } from '../../../domain/case/file';
import type { AttachmentFact } from '../../../domain/context';
import type { Directory, Subject, Unit } from '../../../domain/people/directory';
import { ROLES } from '../../../domain/people/roles';
import type { Pack } from '../../../domain/policy/pack';
import type { Refusal } from '../../../domain/stream';
import { actOnCase, createWorld, type World } from '../../../domain/forecast/world';
import { loadCalendar, loadPack } from '../../../policies';
import { WHO_CAN } from './who-can';

export const baihe = loadPack('policies/baihe-2025');
export const drill = loadPack('policies/drill');
export const calendar = loadCalendar();

const unit = (unitId: string, more: Partial<Unit>): Unit => ({
  unitId,
  townId: 'baihe',
  name: unitId,
  aliases: [],
  kind: 'department',
  parentId: 'baihe',
  slug: unitId,
  issuerCode: null,
  domains: [],
  orderBasis: null,
  from: '2020-01-01',
  to: null,
  ...more,
});

const certificate = { number: '沪0001', validFrom: '2020-01-01', validTo: '2030-12-31' };

const units = (pack: Pack): Record<string, Unit> => ({
  baihe: unit('baihe', { kind: 'town', slug: null, issuerCode: '青白府' }),
  ...Object.fromEntries(
    pack.units.map((row) => [
      row.slug,
      unit(row.slug, {
        name: row.name,
        kind: row.kind,
        issuerCode: row.issuerCode ?? null,
        domains: row.domains ?? [],
        orderBasis: row.orderBasis ?? null,
      }),
    ]),
  ),
  'qu-xiaofang': unit('qu-xiaofang', {
    townId: null,
    kind: 'district-department',
    domains: ['fire'],
    orderBasis: '消防法',
  }),
  'qu-yingji': unit('qu-yingji', { townId: null, kind: 'district-department', domains: ['work-safety'] }),
});

/** The accounts of the demo as pure data; `ldc` also holds an OFd post. */
export const directoryOf = (pack: Pack): Directory => ({
  townId: 'baihe',
  version: 1,
  units: units(pack),
  posts: [
    aPost('l1', 'L1', 'baihe'),
    aPost('l2', 'L2', 'baihe'),
    aPost('ofc', 'OFc', 'zhuanban'),
    aPost('ofd', 'OFd', 'zhuanban'),
    aPost('ofd2', 'OFd', 'zhuanban'),
    aPost('ldc', 'LDc', 'chengyun'),
    aPost('ldc', 'OFd', 'zhuanban'),
    aPost('ldd', 'LDd', 'chengyun'),
    aPost('ru', 'RU', 'guibao'),
    aPost('vgg', 'VGg', 'meiqiao'),
    aPost('vgg2', 'VGg', 'meiqiao'),
    aPost('vgm', 'VGm', 'meiqiao'),
    aPost('ens', 'ENs', 'meiqiao', { subjectId: 's1' }),
    aPost('enm', 'ENm', 'meiqiao', { subjectId: 's1' }),
    aPost('ow', 'OW', 'touzi', { subjectId: 's2' }),
    aPost('efo1', 'EFo', 'zhifa', { certificate }),
    aPost('efo2', 'EFo', 'zhifa', { certificate }),
    aPost('efh', 'EFh', 'zhifa', { certificate }),
    aPost('ds1', 'DS', 'qu-xiaofang', { certificate }),
    aPost('ds2', 'DS', 'qu-yingji', { certificate }),
    aPost('au', 'AU', 'baihe'),
    aPost('sa', 'SA', 'baihe'),
  ],
});

export const subjects: Subject[] = [
  {
    subjectId: 's1',
    townId: 'baihe',
    name: '梅桥物业公司',
    kind: 'property-manager',
    unitId: null,
    protectedPerson: false,
  },
  { subjectId: 's2', townId: 'baihe', name: '房东', kind: 'enterprise', unitId: null, protectedPerson: false },
];

/** A photo that a person took at an instant; its content is its own. */
export const aPhoto = (
  attachmentId: string,
  uploadedBy: string,
  firstUploadedAt: string,
  content = attachmentId,
): AttachmentFact => ({
  attachmentId,
  townId: 'baihe',
  sha256: createHash('sha256').update(content).digest('hex'),
  uploadedBy,
  firstUploadedAt,
});

/** Ids that a play takes for photos taken just then: `<person>-<n>`. */
const fresh = /^([a-z0-9]+)-\d$/;

let shots = 0;

/** Whatever a command names as `ldc-1` is a new photo of `ldc`, taken when he gives it; other ids are what a test put there. */
export const shoot = (world: World, command: object, now: string): void => {
  for (const id of photosNamedIn(command)) {
    const uploadedBy = fresh.exec(id)?.[1];
    if (uploadedBy === undefined) continue;
    const at = world.attachments.findIndex(({ attachmentId }) => attachmentId === id);
    const taken = aPhoto(id, uploadedBy, now, `shot ${String((shots += 1))}`);
    world.attachments.splice(at < 0 ? world.attachments.length : at, at < 0 ? 0 : 1, taken);
  }
};

/** The photos that a command names. */
export const photosNamedIn = (command: object): string[] =>
  Object.entries(command).flatMap(([field, ids]: [string, unknown]) =>
    /attachmentIds$/i.test(field) && Array.isArray(ids) ? ids.map(String) : [],
  );

export const partsOf = (pack: Pack) => ({
  policy: pack,
  calendar,
  directory: directoryOf(pack),
  subjects,
  attachments: [],
});

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

/** A refusal as it is. @throws when it sends to somebody who is no role, or to others than its reason does elsewhere. */
export const withKnownRoles = (refusal: Refusal | null): Refusal | null => {
  if (refusal === null) return null;
  const { reason, whoCan } = refusal;
  const known = WHO_CAN[reason];
  const isKnown = known === undefined || known.some((roles) => roles.join() === whoCan.join());
  if (!isKnown || !whoCan.every((role) => ROLES.includes(role))) throw new Error(`${reason} sends to ${whoCan.join()}`);
  return refusal;
};

/** LD begins the re-check of a 重大 on the written request of the department. */
export const startOf = ({ grade }: CaseFile): Extract<CaseCommand, { type: 'start-recheck' }> =>
  grade === 'major' ? { type: 'start-recheck', requestRef: '青消委〔2025〕3号' } : { type: 'start-recheck' };

type More = Partial<Extract<CaseCommand, { type: 'decide-proposal' }>>;

/** A town in which one case is played; `act` throws when a command that should pass is refused. */
export class Play {
  readonly world: World;
  constructor(
    readonly pack: Pack = baihe,
    public now = '2025-07-01T01:00:00.000Z',
    readonly caseId = 'c1',
  ) {
    this.world = createWorld(partsOf(pack));
  }

  get file(): CaseFile {
    const file = this.world.cases.get(this.caseId);
    if (!file) throw new Error('no case yet');
    return file;
  }

  attempt(personId: string, command: CaseCommand | ReportCommand, at = this.now): Refusal | null {
    this.now = at;
    shoot(this.world, command, at);
    return withKnownRoles(actOnCase(this.world, this.caseId, personId, command, at));
  }

  act(personId: string, command: CaseCommand | ReportCommand, at = this.now): this {
    const refusal = this.attempt(personId, command, at);
    if (refusal) throw new Error(`${personId} ${command.type}: ${refusal.code} ${refusal.reason} ${refusal.message}`);
    return this;
  }

  decide(
    personId: string,
    act: string,
    decision: 'approve' | 'reject' = 'approve',
    at = this.now,
    more: More = {},
  ): this {
    return this.act(personId, this.decision(act, decision, more), at);
  }

  decision(act: string, decision: 'approve' | 'reject' = 'approve', more: More = {}): CaseCommand {
    return { type: 'decide-proposal', proposalId: this.proposalId(act), decision, opinion: '同意', ...more };
  }

  proposalId(act: string): string {
    return this.file.proposals.find((proposal) => proposal.act === act)?.proposalId ?? 'none';
  }

  types(): string[] {
    return (this.world.caseEvents.get(this.caseId) ?? []).map((event) => event.type);
  }

  reported(): this {
    return this.act('vgg', aReport({ foundAt: this.now }));
  }
  registered(): this {
    return this.reported().act('ofc', { type: 'verify', method: 'documents', finding: '属实' });
  }
  graded(): this {
    return this.registered().act('ldc', grading);
  }
  assigned(): this {
    return this.graded().act('ofc', {
      type: 'assign',
      leadUnitId: 'chengyun',
      responsibleUnitId: 'meiqiao',
      coUnitIds: [],
    });
  }
  accepted(): this {
    return this.assigned().act('vgm', { type: 'accept-assignment' });
  }
  noticed(dueOn?: string): this {
    const printed = this.pack.acceptsPrintedDates ? { dueOn: dueOn ?? '2025-07-22' } : {};
    return this.accepted().act('ldc', {
      type: 'issue-notice',
      paperType: 'xianqi-zhenggai-yijian',
      issuerUnitId: 'chengyun',
      requirements: '限期整改',
      ...printed,
    });
  }
  rectifying(dueOn?: string): this {
    this.noticed(dueOn);
    return this.act('ldc', served(this.file.papers[0]?.documentId ?? '', this.now));
  }
  awaiting(at = this.now): this {
    return this.act('ens', requested, at);
  }
  passed(at = this.now): this {
    return this.act('ldc', startOf(this.file), at).act('ldc', {
      type: 'record-recheck',
      result: 'passed',
      findings: '合格',
      attachmentIds: ['ldc-1'],
    });
  }
  closed(): this {
    return this.rectifying().awaiting().passed().decide('ofd', 'close');
  }
}

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
