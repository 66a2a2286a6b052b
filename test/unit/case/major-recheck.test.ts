import { proposingMajor } from './major-scenes';
import type { CaseCommand } from '../../../domain/case/commands';
import { NOW } from './second-scenes';
import { baihe } from './baihe-town';
import { requested } from './given';
import { Play } from './play';

const confirmMajor = proposingMajor('exit-blocked', 'gb35181-2025');

/** A 重大 for which the subject has applied. */
const applied = (): Play =>
  new Play(baihe, NOW)
    .rectifying('2026-03-31')
    .act('ldc', confirmMajor)
    .decide('ds1', 'confirm-major')
    .act('ens', requested);

const passed = (personId: string, requestRef?: string): CaseCommand => ({
  type: 'record-recheck',
  ...(requestRef === undefined ? {} : { requestRef }),
  result: 'passed',
  findings: '合格',
  attachmentIds: [`${personId}-1`],
});
const onRequest: CaseCommand = { type: 'start-recheck', requestRef: '青消委〔2025〕3号' };

describe('U-37: a 重大 is re-checked by the competent department', () => {
  it('which needs nobody’s request', () => {
    const play = applied().act('ds1', { type: 'start-recheck' }).act('ds1', passed('ds1'));
    expect(play.file.status).toBe('closure-review');
  });

  it.each(['ldc', 'efo1'])('or by %s on its written request, whose number is recorded', (who) => {
    const play = applied().act(who, onRequest);
    const started = play.world.caseEvents.get('c1')?.findLast(({ type }) => type === 'recheck-started');
    expect(started?.body).toMatchObject({ requestRef: '青消委〔2025〕3号' });
    expect(play.act(who, passed(who)).file.status).toBe('closure-review');
  });

  it.each(['ldc', 'efo1'])('is not by %s without one', (who) => {
    const play = applied();
    const before = play.types();
    expect(play.attempt(who, { type: 'start-recheck' })).toMatchObject({
      code: 'forbidden',
      reason: 'department-request-missing',
      whoCan: ['DS'],
    });
    expect(play.types()).toEqual(before);
  });

  it('is not recorded by another where the department began it itself', () => {
    expect(applied().act('ds1', { type: 'start-recheck' }).attempt('ldc', passed('ldc'))).toMatchObject({
      reason: 'department-request-missing',
    });
  });

  it('is recorded on the request that came after it began, where it became 重大 meanwhile', () => {
    const play = new Play(baihe, NOW)
      .rectifying('2026-03-31')
      .act('ens', requested)
      .act('ldc', { type: 'start-recheck' });
    play.act('ldc', confirmMajor).decide('ds1', 'confirm-major');
    expect(play.attempt('ldc', passed('ldc'))).toMatchObject({ reason: 'department-request-missing' });
    play.act('ldc', passed('ldc', '青消委〔2025〕4号'));
    const recorded = play.world.caseEvents.get('c1')?.findLast(({ type }) => type === 'recheck-passed');
    expect(recorded?.body).toMatchObject({ requestRef: '青消委〔2025〕4号' });
  });

  it('is not by a responsible unit, and not by a department of another matter', () => {
    const play = applied();
    expect(play.attempt('ru', onRequest)?.code).toBe('forbidden');
    expect(play.attempt('ds2', { type: 'start-recheck' })).not.toBeNull();
  });

  it('asks no request for a general hazard', () => {
    const play = new Play(baihe, NOW).rectifying('2026-03-31').act('ens', requested);
    expect(play.attempt('ldc', { type: 'start-recheck' })).toBeNull();
  });
});
