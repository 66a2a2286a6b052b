import { civilDateOf } from '../../domain/clock/civil';
import { plusMs } from '../../domain/clock/instant';
import { DEMO_SUBJECTS, DEMO_TOWN } from '../../scripts/demo/accounts';
import type { Photos } from './photos';
import { PROTECTED_SUBJECT } from './measured-town';

/** A command of the standard case as its person sends it over HTTP. */
export interface Step {
  by: string;
  command: string;
  /** How many photos this person takes for it. */
  shots?: number;
  body: (file: Known, shots: string[]) => object;
}

/** What later commands name. */
export interface Known {
  papers: { documentId: string }[];
  proposals: { proposalId: string }[];
}

const dayMs = 86_400_000;
/** One kilobyte of facts. */
const description = '车棚未设喷淋，与住宅无防火分隔，充电线路私拉乱接。'.repeat(14);

/** Row 1: what the grid worker reports. `hazardType` and subjects where a fixture needs others. */
export const reportBody = (
  photo: string,
  more: { hazardType?: string; subjectIds?: string[]; foundAt?: string } = {},
): ReportFields => ({
  title: '电动自行车充电场所未达到消防安全要求',
  description,
  source: 'grid-patrol',
  foundAt: plusMs(new Date().toISOString(), -60_000),
  place: { address: '白鹤镇梅桥村充电车棚' },
  hazardType: 'charging-site-fire',
  subjectIds: [],
  attachmentIds: [photo],
  ...more,
});

interface ReportFields {
  title: string;
  description: string;
  source: 'grid-patrol';
  foundAt: string;
  place: { address: string };
  hazardType: string;
  subjectIds: string[];
  attachmentIds: string[];
}

const lastOf = <T>(items: readonly T[]): T => {
  const last = items.at(-1);
  if (last === undefined) throw new Error('the standard case lacks a paper or a proposal');
  return last;
};

/** Rows 3–6, 8–10, 14, 15 and 17 of the life of the notice, in time: no deadline fires (performance: standard case). */
export const standardSteps: readonly Step[] = [
  { by: 'ofc', command: 'verify', body: () => ({ method: 'documents', finding: '照片与台账相符，属实' }) },
  {
    by: 'ldc',
    command: 'grade',
    body: () => ({
      grade: 'general',
      domain: 'fire',
      hazardType: 'charging-site-fire',
      clauseId: 'baihe-charging-site',
      subjectIds: [DEMO_SUBJECTS.company.subjectId],
    }),
  },
  {
    by: 'ofc',
    command: 'assign',
    body: () => ({ leadUnitId: `${DEMO_TOWN}-chengyun`, responsibleUnitId: `${DEMO_TOWN}-meiqiao` }),
  },
  { by: 'vgm', command: 'accept-assignment', body: () => ({}) },
  {
    by: 'ldc',
    command: 'issue-notice',
    body: () => ({
      type: 'xianqi-zhenggai-yijian',
      issuerUnitId: `${DEMO_TOWN}-chengyun`,
      requirements: '增设喷淋与防火分隔',
      // The pack's common date for this type is long past and asked for afresh.
      dueOn: civilDateOf(plusMs(new Date().toISOString(), 20 * dayMs)),
    }),
  },
  {
    by: 'ldc',
    command: 'record-service',
    body: ({ papers }) => ({
      documentId: lastOf(papers).documentId,
      mode: 'direct',
      servedAt: new Date().toISOString(),
      recipientName: '物业经理',
    }),
  },
  { by: 'ens', command: 'report-progress', body: () => ({ percent: 40, done: '已采购喷淋' }) },
  {
    by: 'ens',
    command: 'request-recheck',
    shots: 2,
    body: (_, shots) => ({
      report: '喷淋与防火分隔已完成',
      beforeAttachmentIds: shots.slice(0, 1),
      afterAttachmentIds: shots.slice(1),
    }),
  },
  { by: 'ldc', command: 'start-recheck', body: () => ({}) },
  {
    by: 'ldc',
    command: 'record-recheck',
    shots: 1,
    body: (_, shots) => ({ result: 'passed', findings: '符合要求', attachmentIds: shots }),
  },
  {
    by: 'ofd',
    command: 'decide-proposal',
    body: ({ proposals }) => ({
      proposalId: lastOf(proposals).proposalId,
      decision: 'approve',
      opinion: '资料齐全，同意销号',
    }),
  },
];

/** The photos that a step needs, taken by the person whose it is. */
export const shotsFor = async ({ by, shots = 0 }: Step, photos: Photos): Promise<string[]> => {
  const ids: string[] = [];
  while (ids.length < shots) ids.push(await photos.take(by));
  return ids;
};

/** Makes ready what so many standard cases need, but for the re-checker's, which he takes when the re-check has begun. */
export const photosReady = async (photos: Photos, cases: number): Promise<void> => {
  await photos.ready('vgg', cases);
  for (const { by, shots = 0, command } of standardSteps)
    if (command !== 'record-recheck') await photos.ready(by, shots * cases);
};

/** Everybody who acts in it. */
export const standardPeople: readonly string[] = ['vgg', ...new Set(standardSteps.map(({ by }) => by))];

/** The way to a rectification that began at an instant, for a subject that no ladder climbs for. */
export const lateSteps = (servedAt: string): Step[] => {
  const upToAcceptance = standardSteps.slice(0, 4).map((step): Step =>
    step.command === 'grade'
      ? {
          ...step,
          body: () => ({
            grade: 'general',
            domain: 'fire',
            hazardType: 'exit-blocked',
            clauseId: 'xiaofang-28',
            subjectIds: [PROTECTED_SUBJECT],
          }),
        }
      : step,
  );
  return [
    ...upToAcceptance,
    {
      by: 'ldc',
      command: 'issue-notice',
      body: () => ({
        type: 'xianqi-zhenggai-yijian',
        issuerUnitId: `${DEMO_TOWN}-chengyun`,
        requirements: '立即清理疏散通道',
      }),
    },
    {
      by: 'ldc',
      command: 'record-service',
      body: ({ papers }) => ({
        documentId: lastOf(papers).documentId,
        mode: 'direct',
        servedAt,
        recipientName: '住户',
      }),
    },
  ];
};
