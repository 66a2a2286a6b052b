import type { CaseCommand } from '../../../domain/case/commands';
import { approving, confirming, NOW, order, ordered } from './second-scenes';
import { baihe } from './baihe-town';
import { requested, served } from './given';
import { Play } from './play';

const start = () => new Play(baihe, NOW);
const documentOf = (play: Play): string => play.file.papers.at(-1)?.documentId ?? 'none';
const withdraw = (play: Play): CaseCommand => ({
  type: 'withdraw-notice',
  documentId: documentOf(play),
  reason: '写错单位',
});
const cancel = (play: Play, more: object = {}): CaseCommand => ({
  type: 'cancel-order',
  documentId: documentOf(play),
  reason: '依据有误',
  attachmentIds: [],
  ...more,
});
const clocks = (play: Play): string[] =>
  play.file.deadlines.filter(({ level }) => level === 0).map(({ clock }) => clock);
const recheck = (play: Play): Play => {
  play.act('efo1', { type: 'start-recheck', coActorId: 'efo2' }).act('efo2', confirming(play));
  return play;
};

describe('withdraw-notice', () => {
  it('takes back a paper before service and keeps its number', () => {
    const play = start().noticed('2026-03-31');
    const number = play.file.papers[0]?.number;
    play.act('ldd', withdraw(play));
    expect(play.file.papers).toMatchObject([{ number, state: 'withdrawn', servedAt: null }]);
    expect(play.file.status).toBe('assigned');
    expect(clocks(play)).toEqual(['serve']);
  });

  it('lets another be issued, and the one taken back is never served', () => {
    const play = start().noticed('2026-03-31');
    const first = documentOf(play);
    play.act('ldc', withdraw(play)).act('ldc', {
      type: 'issue-notice',
      paperType: 'tishi',
      issuerUnitId: 'chengyun',
      requirements: '请整改',
      dueOn: '2026-03-31',
    });
    expect(play.attempt('ldc', served(first, play.now))).toMatchObject({ reason: 'paper-not-live' });
    play.act('ldc', served(documentOf(play), play.now));
    expect(play.file.status).toBe('rectifying');
  });

  it('belongs to the unit that issued the paper', () => {
    const play = start().noticed('2026-03-31');
    expect(play.attempt('ru', withdraw(play))?.code).toBe('forbidden');
    play.act('efo1', order('efo2')).act('efo2', confirming(play)).act('efh', approving(play));
    expect(play.attempt('ldc', withdraw(play))).toMatchObject({ code: 'forbidden', reason: 'not-your-paper' });
  });

  it('is what is left for advice once the deadline of an order runs: it is not served any more', () => {
    const play = start().noticed('2026-03-31');
    const advice = documentOf(play);
    play.act('efo1', order('efo2')).act('efo2', confirming(play)).act('efh', approving(play));
    play.act('efo1', served(documentOf(play), play.now));
    const due = play.file.deadlines.filter(({ clock }) => clock === 'rectify');
    expect(play.attempt('ldc', served(advice, play.now))).toMatchObject({ reason: 'already-rectifying' });
    play.act('ldc', { type: 'withdraw-notice', documentId: advice, reason: '已有责令' });
    expect(play.file.deadlines.filter(({ clock }) => clock === 'rectify')).toEqual(due);
  });

  it('is refused after service', () => {
    const play = start().rectifying('2026-03-31');
    expect(play.attempt('ldc', withdraw(play))).toMatchObject({ reason: 'nothing-unserved' });
  });

  it('of an order that was issued later ends the clock of its service', () => {
    const play = start().rectifying('2026-03-31').act('efo1', order('efo2'));
    play.act('efo2', confirming(play)).act('efh', approving(play));
    expect(clocks(play)).toContain('serve');
    play.act('efh', withdraw(play));
    expect(clocks(play)).toEqual(['rectify']);
  });
});

describe('cancel-order', () => {
  it('leads back to assigned, for a new lawful act, whose service is owed', () => {
    const play = ordered(false);
    play.act('efh', cancel(play));
    expect(play.file).toMatchObject({ status: 'assigned', assignment: { accepted: true } });
    expect(play.file.papers).toMatchObject([{ state: 'void' }]);
    expect(clocks(play)).toEqual(['serve']);
    expect(play.file.deadlines.find(({ clock }) => clock === 'serve')?.addressee).toBe('unit:chengyun');
    play
      .act('ldc', {
        type: 'issue-notice',
        paperType: 'tishi',
        issuerUnitId: 'chengyun',
        requirements: '请整改',
        dueOn: '2026-03-31',
      })
      .act('ldc', served(documentOf(play), play.now))
      .act('ens', requested);
    expect(play.passed().file.status).toBe('closure-review');
  });

  it.each(['awaiting-recheck', 'rechecking', 'closure-review'])(
    'leads back from %s too, and nothing stays open',
    (status) => {
      const play = ordered();
      if (status !== 'awaiting-recheck') recheck(play);
      if (status === 'closure-review')
        play.act('efo1', { type: 'record-recheck', result: 'passed', findings: '合格', attachmentIds: ['efo1-1'] });
      expect(play.file.status).toBe(status);
      play.act('efh', cancel(play));
      expect(play.file).toMatchObject({ status: 'assigned', proposals: [], recheckStartedBy: [] });
      expect(clocks(play)).toEqual(['serve']);
    },
  );

  it('by the office records the decision of a court or review body, with its number and paper', () => {
    const play = ordered(false);
    expect(play.attempt('ofc', cancel(play))).toMatchObject({ reason: 'decision-missing', pointer: '/decisionRef' });
    const numbered = { decisionRef: '青府复决字〔2025〕1号' };
    expect(play.attempt('ofc', cancel(play, numbered))).toMatchObject({ pointer: '/attachmentIds' });
    play.act('ofc', cancel(play, { ...numbered, attachmentIds: ['ofc-1'] }));
    expect(play.file.status).toBe('assigned');
  });

  it.each(['efo1', 'ldc', 'l2', 'ens'])('is refused to %s', (who) => {
    const play = ordered(false);
    expect(play.attempt(who, cancel(play))?.code).toBe('forbidden');
  });

  it('is refused where no order was served, and of any other paper', () => {
    const advised = start().rectifying('2026-03-31');
    expect(advised.attempt('ofc', cancel(advised))).toMatchObject({ reason: 'no-order' });
    const play = ordered(false);
    expect(play.attempt('efh', { ...cancel(play), documentId: 'c1-d99' } as CaseCommand)).toMatchObject({
      reason: 'not-the-standing-order',
      pointer: '/documentId',
    });
  });
});

describe('void', () => {
  const propose: CaseCommand = { type: 'propose', act: 'void', reason: '不属实', attachmentIds: ['vgg-1'], fields: {} };

  it.each(['noticed', 'rectifying', 'awaiting-recheck'])(
    'ends a case that is %s; its papers are void, the number kept',
    (at) => {
      const play = start();
      if (at === 'noticed') play.noticed('2026-03-31');
      else play.rectifying('2026-03-31');
      if (at === 'awaiting-recheck') play.act('ens', requested);
      const number = play.file.papers[0]?.number;
      play.act('ldc', propose).decide('ofd', 'void');
      expect(play.file).toMatchObject({ status: 'void', deadlines: [], papers: [{ number, state: 'void' }] });
    },
  );

  it('does not begin once the re-check has begun', () => {
    const play = start().rectifying('2026-03-31').act('ens', requested).act('ldc', { type: 'start-recheck' });
    expect(play.attempt('ldc', propose)).toMatchObject({ reason: 'not-from-rechecking' });
  });

  it('waits for the cancelling of an order that was served', () => {
    const play = ordered(false);
    expect(play.attempt('ldc', propose)).toMatchObject({ reason: 'order-stands' });
    play.act('efh', cancel(play)).act('ldc', propose).decide('ofd', 'void');
    expect(play.file.papers[0]?.state).toBe('void');
  });

  it('is not approved once an order has been served meanwhile', () => {
    const play = start().accepted().act('ldc', propose).act('efo1', order('efo2'));
    play
      .act('efo2', confirming(play))
      .act('efh', approving(play))
      .act('efo1', served(documentOf(play), play.now));
    expect(play.attempt('ofd', play.decision('void'))).toMatchObject({ reason: 'overtaken' });
  });
});
