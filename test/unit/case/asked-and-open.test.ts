import type { CaseCommand } from '../../../domain/case/commands';
import { aPost } from '../../support/a-post';
import { NOW, certificate, confirming, order, ordered } from './second-scenes';
import { baihe } from './baihe-town';
import { served } from './given';
import { at } from './shanghai';
import { Play } from './play';

const control = { scope: 'premises', measures: '停用', until: '2025-12-20', guardPersonId: 'ens' };
const asking = (scope = 'premises'): CaseCommand => ({
  type: 'propose',
  act: 'impose-control',
  reason: '有危险',
  attachmentIds: [],
  fields: { ...control, scope },
});

describe('a co-signature that was asked for an order before the subject applied', () => {
  const applied = (): Play => ordered(false).act('efo1', order('efo2')).awaiting();

  it('stays open, and what is signed then waits for the end of the re-check', () => {
    const play = applied();
    expect(play.file.asks).toHaveLength(1);
    play.act('efo2', confirming(play));
    expect(play.file.proposals).toMatchObject([{ act: 'statutory-order', waiting: true }]);
    expect(play.attempt('efh', play.decision('statutory-order'))).toMatchObject({ reason: 'not-now' });
  });

  it('is no new request: nobody proposes an order during the re-check', () => {
    const play = ordered();
    expect(play.attempt('efo1', order('efo2'))).toMatchObject({ code: 'illegal-transition' });
  });

  it('lapses once the case is closed', () => {
    const play = applied();
    play.act('efo1', { type: 'start-recheck', coActorId: 'efo2' }).act('efo2', confirming(play));
    const passed = { type: 'record-recheck', result: 'passed', findings: '合格', attachmentIds: ['efo1-1'] } as const;
    play.act('efo1', { ...passed, attachmentIds: ['efo1-1'] }).decide('efh', 'close');
    expect(play.file.asks).toEqual([]);
  });
});

describe('a second request to sign an order', () => {
  it('lapses when the order is issued on the first', () => {
    const play = new Play(baihe, NOW).accepted();
    play.world.directory.posts.push(aPost('efo3', 'EFo', 'zhifa', { certificate }));
    play.act('efo1', order('efo3')).act('efo1', order('efo2')).act('efo2', confirming(play));
    expect(play.file.asks).toHaveLength(1);
    play.decide('efh', 'statutory-order');
    expect(play.file.asks).toEqual([]);
    expect(play.types().at(-1)).toBe('co-sign-lapsed');
  });
});

describe('a co-signature that was asked for the service of a paper long ago', () => {
  const asked = (): Play => {
    const play = new Play(baihe, at('2025-12-01T09:00')).noticed('2026-02-27');
    play.act('ofc', { type: 'add-note', text: '查看' }, at('2025-12-19T09:00'));
    return play.act('ldc', { ...served(documentOf(play), at('2025-12-01T15:00')), coActorId: 'ldd' } as CaseCommand);
  };
  const documentOf = (play: Play): string => play.file.papers[0]?.documentId ?? '';
  const clocks = (play: Play) =>
    play.file.deadlines.filter(({ clock, level }) => clock === 'co-sign' && level === 0).map(({ state }) => state);

  it('stays open while the paper can still be served', () => {
    const play = asked();
    expect(play.file.asks).toHaveLength(1);
    play.act('ofc', { type: 'add-note', text: '查看' });
    expect(play.file.asks).toHaveLength(1);
  });

  it('lapses when the paper is withdrawn or served otherwise, and nobody is late with it', () => {
    const withdrawn = asked();
    withdrawn.act('ldc', { type: 'withdraw-notice', documentId: documentOf(withdrawn), reason: '填写有误' });
    const again = asked();
    again.act('ldc', served(documentOf(again), at('2025-12-18T09:00')));
    for (const play of [withdrawn, again]) {
      expect(play.file.asks).toEqual([]);
      expect(play.types()).toContain('co-sign-lapsed');
      expect(clocks(play)).toEqual([]);
    }
  });
});

describe('a control that was asked for', () => {
  const imposed = (): Play =>
    new Play(baihe, NOW)
      .registered()
      .act('vgg', asking())
      .act('efo1', { type: 'impose-control', ...control });

  it('is withdrawn by the system when somebody imposes it directly, and its author is told', () => {
    const play = imposed();
    expect(play.file.proposals).toEqual([]);
    expect(play.world.caseEvents.get('c1')?.at(-1)).toMatchObject({
      type: 'proposal-withdrawn',
      actor: { kind: 'system' },
      body: { reason: 'overtaken', authorId: 'vgg' },
    });
  });

  it('stays where another scope was imposed', () => {
    const play = new Play(baihe, NOW).registered().act('vgg', asking('power'));
    play.act('efo1', { type: 'impose-control', ...control });
    expect(play.decide('l2', 'impose-control').file.controls).toHaveLength(2);
  });
});
