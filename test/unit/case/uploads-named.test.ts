import type { CaseCommand } from '../../../domain/case/commands';
import { notified, planTo } from './major-scenes';
import { baihe } from './baihe-town';
import { requested } from './given';
import { Play } from './play';

const controlled = (): Play =>
  new Play(baihe, '2025-12-01T01:00:00.000Z').registered().act('efo1', {
    type: 'impose-control',
    scope: 'premises',
    measures: '停用',
    until: '2025-12-20',
    guardPersonId: 'ens',
  });

const rechecking = (): Play => new Play().rectifying().awaiting().act('ldc', { type: 'start-recheck' });

type Row = [what: string, play: () => Play, personId: string, command: (ids: string[]) => CaseCommand];

const rows: Row[] = [
  ['the end of a control', controlled, 'efo1', (ids) => ({ type: 'lift-control', reason: '消除', attachmentIds: ids })],
  [
    'a longer control',
    controlled,
    'efo1',
    (ids) => ({ type: 'extend-control', reason: '未消除', until: '2025-12-25', attachmentIds: ids }),
  ],
  [
    'a report up',
    notified,
    'ofc',
    (ids) => ({
      type: 'record-report-up',
      reportedTo: '区安委办',
      reportedAt: '2025-12-01T00:30:00.000Z',
      attachmentIds: ids,
    }),
  ],
  ['a plan', notified, 'enm', (ids) => ({ ...planTo('2026-01-30'), attachmentIds: ids })],
  [
    'progress',
    () => new Play().rectifying(),
    'ens',
    (ids) => ({ type: 'report-progress', percent: 50, done: '部分', attachmentIds: ids }),
  ],
  ['what it was before', () => new Play().rectifying(), 'ens', (ids) => ({ ...requested, beforeAttachmentIds: ids })],
  ['what it is now', () => new Play().rectifying(), 'ens', (ids) => ({ ...requested, afterAttachmentIds: ids })],
  [
    'a re-check',
    rechecking,
    'ldc',
    (ids) => ({ type: 'record-recheck', result: 'passed', findings: '合格', attachmentIds: ids }),
  ],
  [
    'what was fixed on the spot',
    () => new Play().graded(),
    'ldc',
    (ids) => ({ type: 'fix-on-the-spot', attachmentIds: ids, subjectSignature: '王某' }),
  ],
  [
    'a look-back',
    () => new Play().closed(),
    'vgg',
    (ids) => ({ type: 'record-watch-visit', result: 'found-again', attachmentIds: ids }),
  ],
  [
    'a proposal',
    () => new Play().registered(),
    'ofc',
    (ids) => ({ type: 'propose', act: 'void', reason: '不属实', attachmentIds: ids, fields: {} }),
  ],
];

describe('uploads that are not there or somebody else’s', () => {
  it.each(rows)('are no evidence of %s', (_, make, personId, command) => {
    const play = make();
    const before = play.types();
    for (const id of ['nowhere', 'vgm-1'])
      expect(play.attempt(personId, command([`${personId}-1`, id]))).toMatchObject({
        code: 'validation',
        reason: 'attachment-unknown',
        pointer: expect.stringMatching(/AttachmentIds\/1$|attachmentIds\/1$/),
      });
    expect(play.types()).toEqual(before);
  });

  it('are not told from those that are: one is enough to refuse, the first is named', () => {
    const refusal = new Play().registered().attempt('ofc', {
      type: 'propose',
      act: 'void',
      reason: '不属实',
      attachmentIds: ['nowhere', 'nowhere-either'],
      fields: {},
    });
    expect(refusal).toMatchObject({ reason: 'attachment-unknown', pointer: '/attachmentIds/0' });
  });
});

describe('the re-checker’s own photo', () => {
  it('is asked for beside those that the case has', () => {
    const recheck = (attachmentIds: string[]): CaseCommand => ({
      type: 'record-recheck',
      result: 'passed',
      findings: '合格',
      attachmentIds,
    });
    expect(rechecking().attempt('ldc', recheck([]))).toMatchObject({ pointer: '/attachmentIds' });
    expect(rechecking().attempt('ldc', recheck(['vgg-1']))).toMatchObject({
      code: 'validation',
      pointer: expect.stringContaining('/attachmentIds'),
    });
  });
});
