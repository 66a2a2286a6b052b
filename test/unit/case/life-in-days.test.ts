import { forecast, type PlannedAct } from '../../../domain/forecast/forecast';
import { baihe, partsOf } from './baihe-town';
import { aReport, grading, requested } from './given';
import { aPhoto, photosNamedIn } from './shots';
import { LIFE_DAYS, LIFE_STEPS } from '../../support/life-in-days';
import { at } from './shanghai';
import type { CaseCommand } from '../../../domain/case/commands';

const type = 'flying-wire';
const clauseId = baihe.hazardTypes.find((row) => row.id === type)?.clauseIds[0] ?? '';
const visit: CaseCommand = { type: 'record-watch-visit', result: 'clean', attachmentIds: ['vgg-3'] };
const passed: CaseCommand = { type: 'record-recheck', result: 'passed', findings: '合格', attachmentIds: ['ldc-1'] };
const issue: CaseCommand = {
  type: 'issue-notice',
  paperType: 'xianqi-zhenggai-yijian',
  issuerUnitId: 'chengyun',
  requirements: '拆除飞线',
};
const serve: CaseCommand = {
  type: 'record-service',
  documentId: 'forecast-d6',
  mode: 'direct',
  servedAt: at('2025-09-15T10:00'),
  recipientName: '王某',
  refused: false,
};

/** The life of authority.md 5 in days: a hazard of 15 working days from service, over the National Day of 2025. */
const life: PlannedAct[] = [
  {
    at: at('2025-09-15T09:00'),
    personId: 'vgg',
    command: aReport({ hazardType: type, foundAt: at('2025-09-15T08:50') }),
  },
  { at: at('2025-09-15T09:10'), personId: 'ofc', command: { type: 'verify', method: 'documents', finding: '属实' } },
  { at: at('2025-09-15T09:20'), personId: 'ldc', command: { ...grading, hazardType: type, clauseId } as CaseCommand },
  {
    at: at('2025-09-15T09:30'),
    personId: 'ofc',
    command: { type: 'assign', leadUnitId: 'chengyun', responsibleUnitId: 'meiqiao', coUnitIds: [] },
  },
  { at: at('2025-09-15T09:40'), personId: 'vgm', command: { type: 'accept-assignment' } },
  { at: at('2025-09-15T09:50'), personId: 'ldc', command: issue },
  { at: at('2025-09-15T10:00'), personId: 'ldc', command: serve },
  {
    at: at('2025-09-22T10:00'),
    personId: 'ens',
    command: { type: 'report-progress', percent: 40, done: '已联系电工', attachmentIds: [] },
  },
  { at: at('2025-10-14T10:00'), personId: 'ldc', command: { type: 'start-recheck' } },
  { at: at('2025-10-14T11:00'), personId: 'ldc', command: { ...passed, result: 'failed', attachmentIds: ['ldc-0'] } },
  { at: at('2025-10-17T10:00'), personId: 'l2', decide: 'interview', approve: true, opinion: '同意约谈' },
  {
    at: at('2025-10-20T10:00'),
    personId: 'ldd',
    on: 'interview',
    command: { type: 'hold-interview', heldAt: at('2025-10-20T09:00'), hostPersonId: 'ldd', attendees: ['王某'] },
  },
  {
    at: at('2025-10-20T11:00'),
    personId: 'ldd',
    on: 'interview',
    command: { type: 'file-minutes', text: '纪要', attachmentIds: [] },
  },
  {
    at: at('2025-10-21T10:00'),
    personId: 'enm',
    on: 'interview',
    command: { type: 'file-interview-report', text: '报告', attachmentIds: [] },
  },
  { at: at('2025-10-24T10:00'), personId: 'ens', command: requested },
  { at: at('2025-10-27T10:00'), personId: 'ldc', command: { type: 'start-recheck' } },
  { at: at('2025-10-27T10:30'), personId: 'ldc', command: passed },
  { at: at('2025-10-27T11:00'), personId: 'ofd', decide: 'close', approve: true, opinion: '同意销号' },
  {
    at: at('2025-11-10T10:00'),
    personId: 'vgg',
    command: { ...visit, result: 'found-again', attachmentIds: ['vgg-2'] },
  },
  { at: at('2025-11-11T10:00'), personId: 'ofd', decide: 'relapse', approve: true, opinion: '认定回潮' },
  {
    at: at('2025-11-18T09:00'),
    personId: 'ens',
    command: { ...requested, beforeAttachmentIds: ['ens-3'], afterAttachmentIds: ['ens-4'] },
  },
  { at: at('2025-11-18T10:00'), personId: 'ldc', command: { type: 'start-recheck' } },
  { at: at('2025-11-18T10:30'), personId: 'ldc', command: { ...passed, attachmentIds: ['ldc-2'] } },
  { at: at('2025-11-19T10:00'), personId: 'ofd', decide: 'close', approve: true, opinion: '同意销号' },
  { at: at('2025-12-08T10:00'), personId: 'vgg', command: visit },
  { at: at('2025-12-28T10:00'), personId: 'vgg', command: visit },
  { at: at('2026-01-12T10:00'), personId: 'vgg', command: visit },
];

const photos = life.flatMap(({ at: takenAt, ...act }) =>
  photosNamedIn('command' in act ? act.command : {}).map((id) => aPhoto(id, id.split('-')[0] ?? '', takenAt)),
);
const playLife = () => forecast({ ...partsOf(baihe), attachments: photos }, life, at('2026-02-01T00:00'));
type Played = ReturnType<typeof playLife>;

const eventsOf = ({ world }: Played) => world.caseEvents.get('forecast') ?? [];
const armsOf = (played: Played) => eventsOf(played).flatMap((event) => event.body.arms ?? []);

describe('the life of authority.md 5, in days', () => {
  it('meets no refusal on its way', () => {
    expect(playLife().refusals).toEqual([]);
  });

  it('arms every clock for its day', () => {
    const armed = Object.fromEntries(armsOf(playLife()).map(({ deadlineId, dueOn }) => [deadlineId, dueOn]));
    expect(armed).toMatchObject(LIFE_DAYS);
  });

  it('fires every step at its instant', () => {
    const fired = Object.fromEntries(playLife().lines.map(({ deadlineId, at: instant }) => [deadlineId, instant]));
    expect(fired).toMatchObject(LIFE_STEPS);
  });

  it('climbs every rung of the enterprise ladder once and none of a unit', () => {
    const rungs = eventsOf(playLife()).flatMap((event) => (event.type === 'rung-reached' ? [event.body.act] : []));
    expect(rungs).toEqual(['urge', 'supervise', 'interview', 'circular']);
  });

  it('drops the first rung in cycle 2 and takes the offsets from the front', () => {
    const cycle2 = armsOf(playLife()).filter((arm) => arm.clock === 'rectify' && arm.cycle === 2 && arm.level > 0);
    expect(cycle2.map((arm) => [arm.act, arm.dueAt])).toEqual([
      ['supervise', at('2025-11-24T09:00')],
      ['interview', at('2025-11-26T09:00')],
      ['circular', at('2025-11-28T09:00')],
    ]);
  });

  it('gives the interview its own clocks and withdraws the undecided circular when the case closes', () => {
    const { world } = playLife();
    const [supervise, interview, circular] = [...world.escalations.values()];
    expect(supervise).toMatchObject({ act: 'supervise', status: 'completed' });
    expect(interview).toMatchObject({ act: 'interview', status: 'completed', hostUnitId: 'chengyun' });
    expect(circular).toMatchObject({ act: 'circular', status: 'withdrawn', cases: [] });
    const own = [...world.escalationEvents.values()].flat().flatMap((event) => event.body.arms ?? []);
    expect(own.filter((arm) => arm.level === 0).map((arm) => [arm.clock, arm.dueOn])).toEqual([
      ['day-end', '2025-10-15'],
      ['decision', '2025-10-21'],
      ['interview-held', '2025-10-24'],
      ['interview-report', '2025-10-27'],
      ['decision', '2025-10-28'],
    ]);
  });

  it('ends archived in cycle 2, relapsed, closed twice by the same head', () => {
    expect(playLife().world.cases.get('forecast')).toMatchObject({
      status: 'archived',
      cycle: 2,
      overlays: ['relapsed'],
      closures: [
        { cycle: 1, by: ['ofd'] },
        { cycle: 2, by: ['ofd'] },
      ],
    });
  });
});
