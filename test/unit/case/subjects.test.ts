import type { CaseCommand } from '../../../domain/case/commands';
import { settleCaseAt } from '../../../domain/forecast/world';
import type { Subject } from '../../../domain/people/directory';
import { baihe } from './baihe-town';
import { grading, requested, served } from './given';
import { Play } from './play';
import { aPhoto } from './shots';

const subject = (more: Partial<Subject>): Subject => ({
  subjectId: 'x',
  townId: 'baihe',
  name: '某主体',
  kind: 'enterprise',
  unitId: null,
  protectedPerson: false,
  ...more,
});

/** A case of this subject, up to its rectification. */
const rectifying = (more: Partial<Subject>, now?: string): Play => {
  const play = new Play(baihe, now);
  play.world.subjects = [...play.world.subjects, subject(more)];
  play.world.attachments.push(
    ...['vgm', 'vgg', 'ru', 'ow'].flatMap((by) => [
      aPhoto(`${by}-paper`, by, play.now),
      aPhoto(`${by}-after`, by, play.now),
    ]),
  );
  play.registered().act('ldc', { ...grading, subjectIds: ['x'] } as CaseCommand);
  play
    .act('ofc', { type: 'assign', leadUnitId: 'chengyun', responsibleUnitId: 'meiqiao', coUnitIds: [] })
    .act('vgm', { type: 'accept-assignment' })
    .act('ldc', {
      type: 'issue-notice',
      paperType: 'xianqi-zhenggai-yijian',
      issuerUnitId: 'chengyun',
      requirements: '限期整改',
      dueOn: '2025-07-22',
    });
  return play.act('ldc', served(play.file.papers[0]?.documentId ?? '', play.now));
};

const applying = (by: string, more: object = {}): CaseCommand => ({
  ...requested,
  beforeAttachmentIds: [`${by}-paper`],
  afterAttachmentIds: [`${by}-after`],
  ...more,
});

const addressee = (play: Play) =>
  play.file.deadlines.find(({ clock, level }) => clock === 'rectify' && level === 0)?.addressee;

describe('U-46: the village where a firm lies', () => {
  it('owes nothing for it: the firm itself does', () => {
    const play = rectifying({ placeUnitId: 'meiqiao' });
    expect(addressee(play)).toBe('subject:x');
    expect(play.file.subjects[0]).toMatchObject({ unitId: null, placeUnitId: 'meiqiao' });
  });

  it('no longer owes for a firm that an older release took for the village: corrected once, by the system', () => {
    const play = rectifying({ unitId: 'meiqiao' });
    expect(addressee(play)).toBe('subject:x');
    const corrections = () => play.types().filter((type) => type === 'subject-corrected');
    settleCaseAt(play.world, 'c1', play.now);
    settleCaseAt(play.world, 'c1', play.now);
    expect(corrections()).toHaveLength(1);
    expect(play.file.subjects[0]).toMatchObject({ unitId: null, placeUnitId: 'meiqiao' });
    const event = play.world.caseEvents.get('c1')?.find(({ type }) => type === 'subject-corrected');
    expect(event?.actor).toEqual({ kind: 'system' });
  });

  it('still owes where it is the subject itself', () => {
    const play = rectifying({ kind: 'public-body', unitId: 'meiqiao' });
    settleCaseAt(play.world, 'c1', play.now);
    expect(addressee(play)).toBe('unit:meiqiao');
    expect(play.types()).not.toContain('subject-corrected');
  });
});

describe('U-42: a village that is itself the subject', () => {
  it('applies by its head, who then does not re-check', () => {
    const play = rectifying({ kind: 'public-body', unitId: 'meiqiao' });
    play.act('vgm', applying('vgm'));
    expect(play.file.status).toBe('awaiting-recheck');
    expect(play.file.parts).toContainEqual(expect.objectContaining({ act: 'rectify', personId: 'vgm' }));
  });

  it('issues no paper to itself', () => {
    const play = new Play(baihe);
    play.world.subjects = [...play.world.subjects, subject({ kind: 'public-body', unitId: 'meiqiao' })];
    play.registered().act('ldc', { ...grading, subjectIds: ['x'] } as CaseCommand);
    play
      .act('ofc', { type: 'assign', leadUnitId: 'chengyun', responsibleUnitId: 'meiqiao', coUnitIds: [] })
      .act('vgm', { type: 'accept-assignment' });
    const tip = (issuerUnitId: string): CaseCommand => ({
      type: 'issue-notice',
      paperType: 'tishi',
      issuerUnitId,
      requirements: '请整改',
    });
    expect(play.attempt('vgm', tip('meiqiao'))).toMatchObject({ code: 'sod-violation', reason: 'subject-acts' });
    expect(play.attempt('ldc', { ...tip('chengyun'), dueOn: '2025-07-22' } as CaseCommand)).toBeNull();
  });

  it('applies by the responsible or lead post of the unit that it is, whatever its kind', () => {
    const play = rectifying({ kind: 'public-body', unitId: 'guibao' });
    expect(play.attempt('vgm', applying('vgm'))?.reason).toBe('subject-has-account');
    play.act('ru', applying('ru'));
    expect(play.file.status).toBe('awaiting-recheck');
  });
});

describe('U-42: a resident without an account', () => {
  const resident = { kind: 'individual', name: '张某', placeUnitId: 'meiqiao' } as const;
  const behalf = (by: string) => applying(by, { onBehalf: true, signedAttachmentIds: [`${by}-paper`] });

  it('applies through the village with the signed paper, and the case says so', () => {
    const play = rectifying(resident);
    play.act('vgg', behalf('vgg'));
    const event = play.world.caseEvents.get('c1')?.find(({ type }) => type === 'recheck-requested');
    expect(event?.body).toMatchObject({
      onBehalf: { subjectId: 'x', signed: [{ attachmentId: 'vgg-paper' }] },
    });
    expect(play.file.status).toBe('awaiting-recheck');
  });

  it('is filed for by nobody who does not say so, shows no paper, or is of neither unit', () => {
    const play = rectifying(resident);
    expect(play.attempt('vgm', applying('vgm'))?.reason).toBe('on-behalf-missing');
    expect(play.attempt('vgm', applying('vgm', { onBehalf: true }))?.reason).toBe('signed-paper-missing');
    expect(play.attempt('ru', behalf('ru'))?.reason).toBe('not-your-task');
  });

  it('is filed for only while there is nobody who could file himself', () => {
    const play = rectifying(resident);
    play.world.directory.posts.push({
      postId: 'zhang',
      personId: 'zhang',
      role: 'OW',
      unitId: 'baihe',
      subjectId: 'x',
      from: '2020-01-01',
      to: null,
      certificate: null,
    });
    expect(play.attempt('vgm', behalf('vgm'))).toMatchObject({
      reason: 'subject-has-account',
      whoCan: ['OW'],
    });
  });

  it('makes one who rectifies of whom reports progress for it: he does not re-check', () => {
    const play = rectifying(resident);
    const progress = { type: 'report-progress' as const, percent: 50, done: '已清理', attachmentIds: [] };
    play.world.directory.posts.push({
      postId: 'both',
      personId: 'vgm',
      role: 'LDc',
      unitId: 'chengyun',
      subjectId: null,
      from: '2020-01-01',
      to: null,
      certificate: null,
    });
    play.act('vgm', { ...progress, onBehalf: true, signedAttachmentIds: ['vgm-paper'] });
    play.act('vgg', behalf('vgg'));
    expect(play.attempt('vgm', { type: 'start-recheck' })?.reason).toBe('rectifier-rechecks');
    expect(play.attempt('ldc', { type: 'start-recheck' })).toBeNull();
  });

  it('leaves what a village reports in its own name as it was', () => {
    const play = rectifying(resident);
    play.act('vgg', { type: 'report-progress', percent: 10, done: '已联系', attachmentIds: [] });
    expect(play.file.parts.some(({ act }) => act === 'rectify')).toBe(false);
  });
});

describe('who watches over an interim control', () => {
  const control = (guardPersonId: string): CaseCommand => ({
    type: 'impose-control',
    scope: 'power',
    measures: '断电',
    until: '2025-07-10',
    guardPersonId,
  });

  it('is somebody whom the town knows', () => {
    const play = rectifying({});
    expect(play.attempt('efo1', control('nobody'))).toMatchObject({
      reason: 'guard-unknown',
      pointer: '/guardPersonId',
    });
    expect(play.attempt('efo1', control('vgm'))).toBeNull();
  });

  it('is asked for also where a control is proposed', () => {
    const play = rectifying({});
    const { scope, measures, until, guardPersonId } = control('nobody') as Extract<
      CaseCommand,
      { type: 'impose-control' }
    >;
    const propose: CaseCommand = {
      type: 'propose',
      act: 'impose-control',
      reason: '有危险',
      attachmentIds: [],
      fields: { scope, measures, until, guardPersonId },
    };
    expect(play.attempt('vgg', propose)?.reason).toBe('guard-unknown');
  });
});
