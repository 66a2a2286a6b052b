import type { CaseCommand } from '../../../domain/case/commands';
import type { CaseFile, Control } from '../../../domain/case/file';
import { notItsImposer } from '../../../domain/case/imposed-control';
import { loadPack } from '../../../policies';
import { NOW, ordered } from './second-scenes';
import { baihe } from './baihe-town';
import { Play } from './play';

const control = (scope: string, until = '2025-12-20'): CaseCommand => ({
  type: 'impose-control',
  scope,
  measures: '停用',
  until,
  guardPersonId: 'ens',
});
const lift = (scope?: string): CaseCommand => ({
  type: 'lift-control',
  reason: '危险消除',
  attachmentIds: ['efo1-1'],
  ...(scope === undefined ? {} : { scope }),
});
const scopes = (play: Play): string[] => play.file.controls.map(({ scope }) => scope);

describe('controls of several scopes', () => {
  const two = (): Play => new Play(baihe, NOW).graded().act('efo1', control('power')).act('efo1', control('machine'));

  it('stand beside each other, each with its own clock', () => {
    const play = two();
    expect(scopes(play)).toEqual(['power', 'machine']);
    const clocks = play.file.deadlines.filter(({ clock, level }) => clock === 'control-expiry' && level === 0);
    expect(clocks.map(({ ref }) => ref)).toEqual(scopes(play));
  });

  it('are one per scope, whether imposed or asked for', () => {
    expect(two().attempt('efo1', control('power'))).toMatchObject({ reason: 'control-already-on', pointer: '/scope' });
    const fields = { scope: 'power', measures: '断电', until: '2025-12-20', guardPersonId: 'ens' };
    const asked: CaseCommand = { type: 'propose', act: 'impose-control', reason: '有危险', attachmentIds: [], fields };
    expect(two().attempt('vgg', asked)).toMatchObject({ reason: 'control-already-on' });
    const play = new Play(baihe, NOW).graded().act('vgg', asked).act('efo1', control('power'));
    expect(play.file.proposals).toEqual([]);
  });

  it('come from the short list of the pack', () => {
    expect(new Play(baihe, NOW).graded().attempt('efo1', control('仓库'))).toMatchObject({
      reason: 'scope-unknown',
      pointer: '/scope',
    });
  });

  it('are lifted one by one, and which one is said', () => {
    const play = two();
    expect(play.attempt('efo1', lift())).toMatchObject({ reason: 'scope-missing', pointer: '/scope' });
    expect(play.attempt('efo1', lift('premises'))).toMatchObject({ reason: 'no-control', pointer: '/scope' });
    const clocks = (): unknown[] =>
      play.file.deadlines.filter(({ clock }) => clock === 'control-expiry').map(({ ref }) => ref);
    const ofMachine = clocks().filter((ref) => ref === 'machine');
    expect(scopes(play.act('efo1', lift('power')))).toEqual(['machine']);
    expect(clocks()).toEqual(ofMachine);
    expect(play.file.overlays).toContain('interim-control');
    expect(scopes(play.act('efo1', lift()))).toEqual([]);
    expect(play.file.overlays).not.toContain('interim-control');
    expect(play.file.deadlines.filter(({ clock }) => clock === 'control-expiry')).toEqual([]);
  });

  it('expire one by one', () => {
    const play = new Play(baihe, NOW)
      .graded()
      .act('efo1', control('power', '2025-12-02'))
      .act('efo1', control('machine'));
    play.act('ofc', { type: 'add-note', text: '到期' }, '2025-12-03T01:00:00.000Z');
    expect(scopes(play)).toEqual(['machine']);
    const clocks = play.file.deadlines.filter(({ clock }) => clock === 'control-expiry');
    expect([clocks.length > 0, clocks.every(({ ref }) => ref === 'machine')]).toEqual([true, true]);
    expect(play.file.deadlines.some(({ clock }) => clock !== 'control-expiry')).toBe(true);
  });

  it('are imposed while the closed case is watched, too', () => {
    expect(
      scopes(
        new Play(baihe, NOW)
          .rectifying('2026-03-31')
          .awaiting()
          .passed()
          .decide('ofd', 'close')
          .act('efo1', control('power')),
      ),
    ).toEqual(['power']);
  });

  it('stand in the way of calling the hazard untrue', () => {
    const voiding: CaseCommand = {
      type: 'propose',
      act: 'void',
      reason: '不属实',
      attachmentIds: ['vgg-1'],
      fields: {},
    };
    expect(two().attempt('ldc', voiding)).toMatchObject({ reason: 'control-still-on' });
    const play = new Play(baihe, NOW).graded().act('ldc', voiding).act('efo1', control('power'));
    expect(play.attempt('ofd', play.decision('void'))).toMatchObject({ reason: 'overtaken' });
  });

  it('of a case under a pack without the list are one at a time, in any words', () => {
    const play = new Play(loadPack('policies/baihe-2025/1.0.0.yaml'), NOW).graded().act('efo1', control('仓库'));
    expect(play.attempt('efo1', control('配电箱'))).toMatchObject({ reason: 'control-already-on' });
    expect(scopes(play.act('efo1', lift()))).toEqual([]);
  });

  it('and an order go together', () => {
    expect(scopes(ordered(false).act('efo2', control('premises')))).toEqual(['premises']);
  });
});

describe('a control that ends on its day beside another', () => {
  it('ends with its own clock alone, whatever else is armed of the other', () => {
    const play = new Play(baihe, NOW).graded().act('efo1', control('power', '2025-12-10'));
    play.act('efo1', control('machine', '2025-12-20'));
    const clocks = () => play.file.deadlines.filter(({ clock }) => clock === 'control-expiry').map(({ ref }) => ref);
    const step = { ...play.file.deadlines.find(({ ref }) => ref === 'machine'), level: 1, deadlineId: 'step' };
    play.file.deadlines.push(step as never, { ...step, ref: 'power', deadlineId: 'own step' } as never);
    play.act('ofc', { type: 'add-note', text: '查看' }, '2025-12-10T16:00:01.000Z');
    expect(scopes(play)).toEqual(['machine']);
    expect(new Set(clocks())).toEqual(new Set(['machine']));
    expect(clocks()).toHaveLength(2);
  });
});

describe('who may lift or prolong a control', () => {
  const imposed = (): Control =>
    new Play(baihe, NOW).graded().act('efo1', control('power')).file.controls[0] as Control;
  const by = (personId: string, more: Partial<Control> = {}, file: Partial<CaseFile> = {}) => {
    const play = new Play(baihe, NOW).graded();
    return notItsImposer({ ...play.file, ...file }, play.contextOf(personId), { ...imposed(), ...more });
  };

  it('is who imposed it, wherever his post is now, a colleague, and for all of them the system', () => {
    const gone = { kind: 'person', personId: 'ofc', post: { role: 'EFo', unitId: 'gone' } } as const;
    expect(by('efo2')).toBeNull();
    expect(by('ofc', { imposedBy: gone })).toBeNull();
    expect(by('ofc', { imposedBy: { kind: 'system' } as Control['imposedBy'] })).toBeNull();
  });

  it('is nobody of another unit, which is told whose control it is', () => {
    expect(by('ofc')).toMatchObject({ reason: 'not-the-imposer' });
    expect(by('ofc')?.message).toContain(baihe.units.find(({ slug }) => slug === 'zhifa')?.name);
    const gone = { kind: 'person', personId: 'x', post: { role: 'EFo', unitId: 'gone' } } as const;
    expect(by('ofc', { imposedBy: gone })?.message).toContain('作出管控决定的单位');
    expect(by('ofc', { imposedBy: { kind: 'person', personId: 'x' } as Control['imposedBy'] })).toMatchObject({
      reason: 'not-the-imposer',
    });
  });

  it('is nobody of the subject, unless one of its own people imposed it', () => {
    expect(by('ens')).toMatchObject({ reason: 'subject-lifts' });
    const own = { kind: 'person', personId: 'enm', post: { role: 'ENm', unitId: 'meiqiao' } } as const;
    expect(by('ens', { imposedBy: own })).toBeNull();
    expect(by('ens', { imposedBy: { kind: 'person', personId: 'x' } as Control['imposedBy'] })).toMatchObject({
      reason: 'subject-lifts',
    });
  });
});
