import type { CaseCommand } from '../../../domain/case/commands';
import type { Deadline } from '../../../domain/stream';
import { proposingMajor, noticed as majorNoticed, planTo } from './major-scenes';
import { NOW, confirming, order } from './second-scenes';
import { baihe } from './baihe-town';
import { served } from './given';
import { Play } from './play';

const DUE = '2026-03-31';
const start = (): Play => new Play(baihe, NOW);

const clock = (play: Play, name: string): Deadline | undefined =>
  play.file.deadlines.find((deadline) => deadline.clock === name && deadline.level === 0);

const scope = { scope: 'power', measures: '断电', until: '2025-12-20', guardPersonId: 'ens' };
const askControl: CaseCommand = {
  type: 'propose',
  act: 'impose-control',
  reason: '危险',
  attachmentIds: [],
  fields: scope,
};
const foundAgain: CaseCommand = { type: 'record-watch-visit', result: 'found-again', attachmentIds: ['vgg-7'] };

/** From a served paper to the review of the closing. */
const reviewed = (play: Play): Play => play.awaiting().passed();
const closed = (play: Play): Play => reviewed(play).decide('ofd', 'close');
const relapsed = (play: Play): Play => play.act('vgg', foundAgain).decide('ofd', 'relapse');

describe('a relapse', () => {
  it('leaves a control on with the clock that ends it', () => {
    const play = closed(start().rectifying(DUE)).act('efo1', { type: 'impose-control', ...scope });
    relapsed(play);
    expect(play.file).toMatchObject({ cycle: 2, controls: [{ scope: 'power' }] });
    expect(clock(play, 'control-expiry')).toMatchObject({ state: 'armed', ref: 'power' });
  });

  it('leaves a control that is asked for to its decider, with his clock', () => {
    const play = relapsed(closed(start().rectifying(DUE)).act('vgg', askControl));
    expect(play.file.proposals.map(({ act }) => act)).toEqual(['impose-control']);
    expect(clock(play, 'decision')).toMatchObject({ state: 'armed', ref: play.proposalId('impose-control') });
  });

  it('of what was fixed on the spot is assigned, also where it had been assigned before it became 重大', () => {
    const play = start().assigned().act('ldc', confirmMajor).decide('ds1', 'confirm-major');
    play.act('ldc', { type: 'fix-on-the-spot', attachmentIds: ['ldc-1', 'ldc-2'], subjectSignature: '王某' });
    relapsed(play.decide('ds1', 'close').decide('l2', 'close'));
    expect(play.file).toMatchObject({ status: 'graded', cycle: 2 });
    expect(clock(play, 'assign')).toMatchObject({ state: 'armed' });
  });
});

const confirmMajor = proposingMajor('exit-blocked', 'gb35181-2025');

describe('a closing', () => {
  it('leaves a control that is asked for, which may be imposed while it is watched', () => {
    const play = reviewed(start().rectifying(DUE)).act('vgg', askControl).decide('ofd', 'close');
    expect(clock(play, 'decision')).toMatchObject({ state: 'armed', ref: play.proposalId('impose-control') });
    expect(play.decide('l2', 'impose-control').file.controls).toHaveLength(1);
  });

  it('takes back what was issued and never served, and keeps its number', () => {
    const play = start().rectifying(DUE).act('efo1', order('efo2'));
    play.act('efo2', confirming(play)).decide('efh', 'statutory-order');
    const { documentId = '', number } = play.file.papers.at(-1) ?? {};
    closed(play);
    expect(play.file.papers.at(-1)).toMatchObject({ state: 'withdrawn', number });
    expect(clock(play, 'serve')).toBeUndefined();
    relapsed(play);
    expect(play.attempt('efo1', served(documentId, play.now))).toMatchObject({ reason: 'nothing-to-serve' });
    expect(play.attempt('efo1', order('efo2'))).toBeNull();
  });
});

describe('an order that is issued before anything is served', () => {
  const ordered = (): Play => {
    const play = start().accepted().act('efo1', order('efo2'));
    return play.act('efo2', confirming(play)).decide('efh', 'statutory-order');
  };

  it('is owed its service by the unit that issued it', () => {
    expect(clock(ordered(), 'serve')).toMatchObject({ state: 'armed', addressee: 'unit:zhifa' });
  });

  it('still owes it when advice was served meanwhile', () => {
    const play = ordered().act('ldc', {
      type: 'issue-notice',
      paperType: 'tishi',
      issuerUnitId: 'chengyun',
      requirements: '请尽快整改',
      dueOn: DUE,
    });
    play.act('ldc', served(play.file.papers.at(-1)?.documentId ?? '', play.now));
    expect(clock(play, 'serve')).toMatchObject({ state: 'armed', addressee: 'unit:zhifa' });
  });

  it('gives it back to the lead unit when it is withdrawn', () => {
    const play = ordered();
    const { documentId = '' } = play.file.papers.at(-1) ?? {};
    play.act('efo1', { type: 'withdraw-notice', documentId, reason: '写错单位' });
    expect(clock(play, 'serve')).toMatchObject({ state: 'armed', addressee: 'unit:chengyun' });
  });
});

describe('an order that waits for service while a re-check bars serving', () => {
  const failed: CaseCommand = {
    type: 'record-recheck',
    result: 'failed',
    findings: '仍不合格',
    attachmentIds: ['ldc-1'],
  };
  const missed = (play: Play): boolean =>
    (play.world.caseEvents.get('c1') ?? []).some(
      (event) => event.type === 'deadline-missed' && event.body.clock === 'serve',
    );
  /** Ordered on Monday 1 December with three working days to serve; applied for the next day, with two of them left. */
  const barred = (): Play => {
    const play = start().rectifying(DUE).act('efo1', order('efo2'));
    play.act('efo2', confirming(play)).decide('efh', 'statutory-order');
    return play.awaiting('2025-12-02T02:00:00.000Z');
  };

  it('is owed by nobody meanwhile, however long it lasts', () => {
    const play = barred();
    expect(clock(play, 'serve')).toMatchObject({ state: 'paused', addressee: 'unit:zhifa' });
    play.act('ldc', { type: 'start-recheck' }, '2025-12-12T02:00:00.000Z');
    expect(missed(play)).toBe(false);
    expect(play.file.deadlines.filter(({ clock: name, state }) => name === 'serve' && state === 'armed')).toEqual([]);
  });

  it.each(['failed', 'returned'] as const)('has the time that was left once it can be served again: %s', (how) => {
    const play = barred().act('ldc', { type: 'start-recheck' }, '2025-12-12T02:00:00.000Z');
    if (how === 'failed') play.act('ldc', failed);
    else
      play
        .act('ldc', { ...failed, result: 'passed' })
        .decide('ofd', 'close', 'reject', play.now, { returnTo: 'rectifying' });
    expect(clock(play, 'serve')).toMatchObject({ state: 'armed', addressee: 'unit:zhifa', dueOn: '2025-12-16' });
    expect(missed(play)).toBe(false);
    expect(play.attempt('efo1', served(play.file.papers.at(-1)?.documentId ?? '', play.now))).toBeNull();
    expect(clock(play, 'serve')).toBeUndefined();
  });

  it('stops too where a late subject is re-checked without having applied', () => {
    const play = start().rectifying('2025-12-05').act('efo1', order('efo2'), '2025-12-08T02:00:00.000Z');
    play.act('efo2', confirming(play)).decide('efh', 'statutory-order').act('ldc', { type: 'start-recheck' });
    expect(clock(play, 'serve')).toMatchObject({ state: 'paused' });
  });

  it('stays late where it was late before', () => {
    const play = start().rectifying(DUE).act('efo1', order('efo2'));
    play.act('efo2', confirming(play)).decide('efh', 'statutory-order').awaiting('2025-12-09T02:00:00.000Z');
    expect(clock(play, 'serve')).toMatchObject({ state: 'fired' });
    play.act('ldc', { type: 'start-recheck' }).act('ldc', failed);
    expect(clock(play, 'serve')).toMatchObject({ state: 'fired' });
    expect(play.file.deadlines.some(({ clock: name, state }) => name === 'serve' && state === 'armed')).toBe(true);
  });
});

describe('an order that was served late by a unit which ends while a re-check bars serving', () => {
  const failed: CaseCommand = {
    type: 'record-recheck',
    result: 'failed',
    findings: '仍不合格',
    attachmentIds: ['ldc-1'],
  };
  /** Missed on 4 December, applied for on the 9th; 综合执法队 ends on the 10th and 城运中心 follows it. */
  const succeededTo = (): Play => {
    const play = start().rectifying(DUE).act('efo1', order('efo2'));
    play.act('efo2', confirming(play)).decide('efh', 'statutory-order').awaiting('2025-12-09T02:00:00.000Z');
    const { zhifa } = play.world.directory.units;
    if (zhifa === undefined) throw new Error('no unit');
    play.world.directory.units['zhifa'] = { ...zhifa, to: '2025-12-10', successorUnitId: 'chengyun' };
    return play.act('ofc', { type: 'add-note', text: '查看' }, '2025-12-11T02:00:00.000Z');
  };

  it('gives its successor a whole term that stands still until then', () => {
    const play = succeededTo();
    expect(clock(play, 'serve')).toMatchObject({ state: 'paused', addressee: 'unit:chengyun' });
    play.act('ldc', { type: 'start-recheck' }, '2025-12-25T02:00:00.000Z');
    expect(clock(play, 'serve')).toMatchObject({ state: 'paused' });
    play.act('ldc', failed);
    // Three working days: 26, 29 and 30 December.
    expect(clock(play, 'serve')).toMatchObject({ state: 'armed', addressee: 'unit:chengyun', dueOn: '2025-12-30' });
  });

  it('gives it the re-check as it runs', () => {
    const play = succeededTo();
    expect(play.file.status).toBe('awaiting-recheck');
    expect(clock(play, 'recheck')).toMatchObject({ state: 'armed' });
  });
});

describe('the review of a plan', () => {
  it('is owed by the department that reviews it, not by the lead unit', () => {
    const play = majorNoticed('2026-02-27');
    play.act('ldc', served(play.file.papers[0]?.documentId ?? '', play.now)).act('ens', planTo('2026-02-20'));
    expect(clock(play, 'decision')).toMatchObject({ addressee: 'unit:qu-xiaofang' });
  });
});
