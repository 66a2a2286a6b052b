import type { CaseCommand } from '../../../domain/case/commands';
import type { CaseDraft } from '../../../domain/case/facts';
import type { Context } from '../../../domain/context';
import { tellingsOfCase } from '../../../domain/case/tellings';
import type { Telling } from '../../../domain/people/telling';
import { advance } from '../../../domain/forecast/world';
import { NOW, confirming, order } from './second-scenes';
import { baihe, calendar } from './baihe-town';
import { requested, served } from './given';
import { confirm } from './major-scenes';
import { Play } from './play';

/** Who is told of the last event of a type, from the file as it stands. */
const told = (play: Play, type: CaseDraft['type']): Telling[] => {
  const event = play.world.caseEvents.get('c1')?.findLast((candidate) => candidate.type === type);
  if (event === undefined) throw new Error(`no ${type}`);
  const draft = { type, body: event.body, signer: event.actor, cause: 'command' } as CaseDraft;
  const { directory } = play.world;
  return tellingsOfCase(play.file, draft, { directory, policy: baihe, calendar, now: play.now } as Context);
};

const voiding: CaseCommand = { type: 'propose', act: 'void', reason: '不属实', attachmentIds: ['vgg-1'], fields: {} };

describe('who is told what became of it', () => {
  it('the author of a proposal that the state has overtaken', () => {
    const play = new Play(baihe, NOW).rectifying('2026-03-31').act('ldc', voiding).act('ens', requested);
    play.act('ldc', { type: 'start-recheck' });
    expect(told(play, 'proposal-withdrawn')).toMatchObject([
      { personIds: ['ldc'], template: 'proposal-withdrawn', data: { reason: 'overtaken' } },
    ]);
  });

  it('nobody of a proposal that its author withdraws himself', () => {
    const play = new Play(baihe, NOW).graded().act('ldc', voiding);
    play.act('ldc', { type: 'withdraw-proposal', proposalId: play.proposalId('void'), reason: '写错' });
    expect(told(play, 'proposal-withdrawn')).toEqual([]);
  });

  it('who got a paper, that it is void; and who reported in his own name', () => {
    const play = new Play(baihe, NOW).rectifying('2026-03-31').act('ldc', voiding).decide('ofd', 'void');
    const [telling] = told(play, 'voided');
    expect(telling?.personIds).toEqual(expect.arrayContaining(['ens', 'enm', 'vgg']));
  });

  it('both sides, that a paper was taken back or an order cancelled', () => {
    const play = new Play(baihe, NOW).noticed('2026-03-31');
    const documentId = play.file.papers[0]?.documentId ?? '';
    play.act('ldc', { type: 'withdraw-notice', documentId, reason: '写错单位' });
    expect(told(play, 'notice-withdrawn')[0]?.personIds).toEqual(expect.arrayContaining(['ens', 'ldd']));
    const under = new Play(baihe, NOW).accepted().act('efo1', order('efo2'));
    under.act('efo2', confirming(under)).decide('efh', 'statutory-order');
    const ordered = under.file.papers[0]?.documentId ?? '';
    under.act('efo1', served(ordered, under.now));
    under.act('efh', { type: 'cancel-order', documentId: ordered, reason: '依据有误', attachmentIds: [] });
    expect(told(under, 'order-cancelled')[0]?.personIds).toEqual(expect.arrayContaining(['ens', 'ldd']));
  });
});

describe('who is told what weighs more from now on', () => {
  const everybody = expect.arrayContaining(['ens', 'ldc', 'ldd']) as string[];

  it('both sides, that a served case was confirmed as 重大; nobody where it is graded before it is served', () => {
    const play = new Play(baihe, NOW).rectifying('2026-03-31').act('ldc', confirm).decide('ds1', 'confirm-major');
    expect(told(play, 'graded')).toMatchObject([{ personIds: everybody, template: 'major-confirmed' }]);
    const before = new Play(baihe, NOW).registered().act('ldc', confirm).decide('ds1', 'confirm-major');
    expect(told(before, 'graded')).toEqual([]);
    expect(told(new Play(baihe, NOW).graded(), 'graded')).toEqual([]);
  });

  it('both sides and the leader, that a hazard has come back', () => {
    const play = new Play().closed().act('vgg', {
      type: 'record-watch-visit',
      result: 'found-again',
      attachmentIds: ['vgg-1'],
    });
    play.decide('ofd', 'relapse');
    expect(told(play, 'relapse-confirmed')).toMatchObject([
      { personIds: expect.arrayContaining(['ens', 'ldc', 'ldd', 'l2']) as string[], template: 'relapse-confirmed' },
    ]);
  });
});

describe('who is told of a clock', () => {
  const until = (play: Play, now: string): Play => {
    advance(play.world, now);
    play.now = now;
    return play;
  };

  it('both sides of a reminder before it, and by which clock', () => {
    const play = until(new Play().rectifying('2025-07-22'), '2025-07-21T10:00:00.000Z');
    expect(told(play, 'reminder-due')).toMatchObject([
      {
        personIds: expect.arrayContaining(['ens', 'ldc']) as string[],
        template: 'reminder',
        data: { clock: 'rectify', caseId: 'c1' },
      },
    ]);
  });

  it('who is late and who holds the case, of the miss and of its rung, as one fact', () => {
    const play = until(new Play().rectifying('2025-07-22'), '2025-07-23T02:00:00.000Z');
    const missed = told(play, 'deadline-missed');
    expect(missed).toMatchObject([
      {
        personIds: expect.arrayContaining(['ens', 'ldc', 'ofc']) as string[],
        template: 'deadline-missed',
        data: { clock: 'rectify', caseId: 'c1' },
        fact: 'missed:c1:rectify',
      },
    ]);
    expect(missed[0]?.personIds).not.toContain('l2');
    expect(told(play, 'rung-reached')).toMatchObject([{ data: { clock: 'rectify', caseId: 'c1' } }]);
  });

  it('the leader, too, of a decision that a department of the district lets lie, and not of one of the town', () => {
    const lying = (act: 'confirm-major' | 'void'): Play => {
      const play = new Play(baihe, NOW).registered();
      if (act === 'void') play.act('ofc', { ...voiding, attachmentIds: ['ofc-1'] });
      else play.act('ldc', confirm);
      return until(play, '2025-12-03T16:00:00.000Z');
    };
    expect(told(lying('confirm-major'), 'rung-reached')[0]?.personIds).toContain('l2');
    expect(told(lying('void'), 'rung-reached')[0]?.personIds).not.toContain('l2');
  });
});

describe('who is asked to decide a proposal', () => {
  const asked = (play: Play) => told(play, 'proposal-opened')[0];

  it('is who may decide its step today and stands in no conflict, once for one proposal', () => {
    const play = new Play(baihe, NOW).graded().act('ldc', voiding);
    const proposalId = play.proposalId('void');
    expect(asked(play)).toMatchObject({
      template: 'decision-asked',
      data: { caseId: 'c1', proposalId },
      fact: `decide:${proposalId}`,
      asks: true,
    });
    // `ldc` holds a post of this level, too, and has proposed it himself.
    expect(asked(play)?.personIds).toEqual(['ofd', 'ofd2']);
  });

  it('is everybody of the level where each stands in a conflict, and nobody where nothing is open any more', () => {
    const play = new Play(baihe, NOW).graded().act('ldc', voiding);
    const { directory } = play.world;
    directory.posts = directory.posts.filter(({ personId }) => personId !== 'ofd' && personId !== 'ofd2');
    expect(asked(play)?.personIds).toEqual(['ldc']);
    play.act('ldc', { type: 'withdraw-proposal', proposalId: play.proposalId('void'), reason: '写错' });
    expect(asked(play)?.personIds).toEqual([]);
  });
});
