import type { CaseCommand } from '../../../../domain/case/commands';
import { at, clockOf, eventsOf, stepsOf } from '../shanghai';
import { noticed as majorNoticed, notified } from '../major-scenes';
import { baihe, drill, subjects } from '../baihe-town';
import { grading } from '../given';
import { Play } from '../play';

type Service = Extract<CaseCommand, { type: 'record-service' }>;

const serving = (play: Play, more: Partial<Service> = {}): Service => ({
  type: 'record-service',
  documentId: play.file.papers[0]?.documentId ?? '',
  mode: 'direct',
  servedAt: play.now,
  recipientName: '王某',
  refused: false,
  ...more,
});

/** Noticed on 1 September 2025 with the printed date 23 September. */
const noticed = (): Play => new Play(baihe, at('2025-09-01T09:00')).noticed('2025-09-23');

const wire = baihe.hazardTypes.find(({ id }) => id === 'flying-wire');

/** A notice without a printed date: fifteen working days from service. */
const withoutDate = (local: string): Play =>
  new Play(baihe, at(local))
    .registered()
    .act('ldc', { ...grading, hazardType: 'flying-wire', clauseId: wire?.clauseIds[0] ?? '' } as CaseCommand)
    .act('ofc', { type: 'assign', leadUnitId: 'chengyun', responsibleUnitId: 'meiqiao', coUnitIds: [] })
    .act('vgm', { type: 'accept-assignment' })
    .act('ldc', {
      type: 'issue-notice',
      paperType: 'xianqi-zhenggai-yijian',
      issuerUnitId: 'chengyun',
      requirements: '拆除飞线',
    });

describe('record-service records', () => {
  it('that the paper was served, meets its clock and starts the rectification with its whole family', () => {
    const play = noticed();
    play.act('ldc', serving(play, { servedAt: at('2025-09-02T10:00') }), at('2025-09-02T11:00'));
    expect(play.types().slice(-2)).toEqual(['notice-served', 'rectification-started']);
    expect(clockOf(play, 'serve')).toBeUndefined();
    expect(clockOf(play, 'rectify')).toMatchObject({ dueOn: '2025-09-23', dueAt: at('2025-09-24T00:00') });
    expect(stepsOf(play, 'rectify').map(([, dueAt]) => dueAt)).toEqual([
      at('2025-09-12T09:00'),
      at('2025-09-18T09:00'),
      at('2025-09-22T09:00'),
      at('2025-09-23T09:00'),
      at('2025-09-24T09:00'),
      at('2025-09-26T09:00'),
      at('2025-09-29T09:00'),
      at('2025-10-13T09:00'),
    ]);
  });

  it('a service in time that is entered after the printed date: then it is missed at once', () => {
    const play = noticed();
    play.act('ldc', serving(play, { servedAt: at('2025-09-22T10:00') }), at('2025-09-25T10:00'));
    expect(play.types().slice(-4)).toEqual([
      'notice-served',
      'rectification-started',
      'deadline-missed',
      'rung-reached',
    ]);
  });

  it('counts fifteen working days over Spring Festival 2026 from service, not from entry', () => {
    const play = withoutDate('2026-02-09T09:00');
    play.act('ldc', serving(play, { servedAt: at('2026-02-10T10:00') }), at('2026-02-12T10:00'));
    // 11, 12, 13, 14 (worked Saturday); 15 to 23 off; 24 to 28 (worked Saturday) make nine; 2 to 6 March, then 9 March.
    expect(clockOf(play, 'rectify')?.dueOn).toBe('2026-03-09');
  });

  it('a paper that was left or refused, with who or what bears witness', () => {
    const left = noticed();
    left.act('ldc', serving(left, { mode: 'left', witness: '村委会李某' }));
    expect(left.file.status).toBe('rectifying');
    const refused = noticed();
    refused.act('ldc', serving(refused, { refused: true, witnessAttachmentIds: ['ldc-1'] }));
    expect(eventsOf(refused).find((event) => event.type === 'notice-served')?.body).toMatchObject({
      refused: true,
      witness: null,
      evidence: [{ attachmentId: 'ldc-1' }],
    });
  });

  it('electronic service of a subject that agreed to it', () => {
    const play = noticed();
    play.world.subjects = subjects.map((subject) => ({ ...subject, electronicConsent: '2025-08-01' }));
    play.act('ldc', serving(play, { mode: 'electronic' }));
    expect(play.file.status).toBe('rectifying');
  });
});

describe('U-31: a public notice', () => {
  it('meets `serve` when it is posted and starts nothing before it has hung thirty days', () => {
    const play = withoutDate('2025-11-10T09:00');
    play.act('ldc', serving(play, { mode: 'public-notice' }));
    expect(play.file.status).toBe('notified');
    expect(clockOf(play, 'serve')).toBeUndefined();
    expect(clockOf(play, 'rectify')).toBeUndefined();
    expect(clockOf(play, 'service-effective')).toMatchObject({
      dueOn: '2025-12-10',
      dueAt: at('2025-12-11T00:00'),
      addressee: 'none',
    });
    expect(stepsOf(play, 'service-effective')).toEqual([]);
  });

  it('counts as served on the last of these days, from which the term runs', () => {
    const play = withoutDate('2025-11-10T09:00');
    play.act('ldc', serving(play, { mode: 'public-notice' }));
    play.act('ofc', { type: 'add-note', text: '查看' }, at('2025-12-11T00:00'));
    expect(play.types().slice(-3)).toEqual(['service-took-effect', 'rectification-started', 'note-added']);
    expect(eventsOf(play).at(-2)?.actor).toEqual({ kind: 'system' });
    // 11, 12; 15 to 19; 22 to 26; 29, 30, 31 December: fifteen.
    expect(clockOf(play, 'rectify')).toMatchObject({
      dueOn: '2025-12-31',
      because: { from: '2025-12-10T15:59:59.999Z' },
    });
    expect(play.file.status).toBe('rectifying');
  });

  it('is refused where the printed date would be over before it takes effect', () => {
    const play = new Play(baihe, at('2025-11-10T09:00')).noticed('2025-12-10');
    expect(play.attempt('ldc', serving(play, { mode: 'public-notice' }))).toMatchObject({
      reason: 'date-before-effect',
      pointer: '/mode',
    });
  });

  it('of a 重大 arms the plan and the printed date only when it takes effect', () => {
    const play = majorNoticed('2026-01-30');
    play.act('ldc', serving(play, { mode: 'public-notice' }));
    expect([clockOf(play, 'plan'), clockOf(play, 'rectify')]).toEqual([undefined, undefined]);
    play.act('ofc', { type: 'add-note', text: '查看' }, at('2026-01-05T10:00'));
    // Posted on 1 December, effective on the 31st; 1 to 3 January are off, the 4th is a worked Sunday: 4 to 9, then 12 to 15.
    expect(clockOf(play, 'plan')?.dueOn).toBe('2026-01-15');
    expect(clockOf(play, 'rectify')?.dueOn).toBe('2026-01-30');
    expect(play.file.status).toBe('notified');
  });

  it('takes seconds in a pack of seconds', () => {
    const play = new Play(drill, at('2025-07-01T09:00')).noticed();
    play.act('ldc', serving(play, { mode: 'public-notice' }));
    play.act('ofc', { type: 'add-note', text: '查看' }, new Date(Date.parse(play.now) + 4_000).toISOString());
    expect(play.types()).toContain('rectification-started');
  });
});

describe('record-service refuses', () => {
  it('U-31: what was left or refused without a witness or a photo', () => {
    const play = noticed();
    expect(play.attempt('ldc', serving(play, { mode: 'left' }))).toMatchObject({
      reason: 'witness-missing',
      pointer: '/witness',
    });
    expect(play.attempt('ldc', serving(play, { refused: true }))).toMatchObject({ reason: 'witness-missing' });
    expect(play.attempt('ldc', serving(play, { mode: 'left', witnessAttachmentIds: ['ofc-1'] }))).toMatchObject({
      reason: 'attachment-unknown',
      pointer: '/witnessAttachmentIds/0',
    });
  });

  it('electronic service without consent, or before it was given', () => {
    const play = noticed();
    expect(play.attempt('ldc', serving(play, { mode: 'electronic' }))).toMatchObject({
      reason: 'no-electronic-consent',
    });
    play.world.subjects = subjects.map((subject) => ({ ...subject, electronicConsent: '2025-09-02' }));
    expect(play.attempt('ldc', serving(play, { mode: 'electronic' }))).toMatchObject({
      reason: 'no-electronic-consent',
    });
  });

  it('U-31: a paper whose printed date has passed, which can be issued anew at once', () => {
    const play = noticed();
    expect(
      play.attempt('ldc', serving(play, { servedAt: at('2025-09-24T10:00') }), at('2025-09-24T11:00')),
    ).toMatchObject({ reason: 'paper-date-past', pointer: '/documentId' });
    play.act('ldc', {
      type: 'issue-notice',
      paperType: 'xianqi-zhenggai-yijian',
      issuerUnitId: 'chengyun',
      requirements: '限期整改',
      dueOn: '2025-10-24',
    });
    play.act('ldc', serving(play, { documentId: play.file.papers[1]?.documentId ?? '' }));
    expect(clockOf(play, 'rectify')?.dueOn).toBe('2025-10-24');
  });

  it('a service on a day before the paper, in the future, long ago alone, or a second time', () => {
    const play = noticed();
    expect(play.attempt('ldc', serving(play, { servedAt: at('2025-08-31T10:00') }))).toMatchObject({
      reason: 'served-before-issued',
    });
    expect(play.attempt('ldc', serving(play, { servedAt: at('2025-09-01T12:00') }))).toMatchObject({
      reason: 'in-the-future',
    });
    expect(
      play.attempt('ldc', serving(play, { servedAt: at('2025-09-01T10:00') }), at('2025-09-16T10:00')),
    ).toMatchObject({ reason: 'too-far-back', pointer: '/coActorId' });
  });

  it('who is not of the issuing unit, and leaves the file as it was', () => {
    const play = noticed();
    const before = JSON.stringify(play.file);
    expect(play.attempt('ens', serving(play))).toMatchObject({ code: 'forbidden' });
    expect(JSON.stringify(play.file)).toBe(before);
  });
});

describe('record-service stays silent', () => {
  it('about the rectification of a 重大 without a printed date, which begins with its plan', () => {
    const play = notified();
    expect(play.file.status).toBe('notified');
    expect(clockOf(play, 'rectify')).toBeUndefined();
    expect(clockOf(play, 'plan')?.dueOn).toBe('2025-12-15');
  });
});

describe('a notice', () => {
  const again = (paperType: 'tishi' | 'xianqi-zhenggai-yijian'): CaseCommand => ({
    type: 'issue-notice',
    paperType,
    issuerUnitId: 'chengyun',
    requirements: '限期整改',
    dueOn: '2025-09-26',
  });

  it('is not issued twice while one of its kind waits to be served; another kind may be', () => {
    const play = noticed();
    expect(play.attempt('ldc', again('xianqi-zhenggai-yijian'))).toMatchObject({
      reason: 'same-paper-open',
      pointer: '/type',
    });
    play.act('ldc', again('tishi'));
    expect(play.file.papers).toHaveLength(2);
  });

  it('U-35: prints no date that lies more than a year ahead', () => {
    const play = new Play(baihe, at('2025-09-01T09:00')).accepted();
    const dated = (dueOn: string): CaseCommand => ({ ...again('xianqi-zhenggai-yijian'), dueOn }) as CaseCommand;
    expect(play.attempt('ldc', dated('2099-01-01'))).toMatchObject({ reason: 'date-too-far', pointer: '/dueOn' });
    expect(play.attempt('ldc', dated('2026-09-02'))).toMatchObject({ reason: 'date-too-far' });
    expect(play.attempt('ldc', dated('2025-08-31'))).toMatchObject({ reason: 'date-past' });
    play.act('ldc', dated('2026-09-01'));
    expect(play.file.papers[0]?.dueOn).toBe('2026-09-01');
  });
});
