import type { CaseCommand } from '../../../domain/case/commands';
import { major } from './major-scenes';
import { certificate, confirming, order, ordered, seat } from './second-scenes';
import { aPost } from '../../support/a-post';
import { served } from './given';
import type { Play } from './play';

const control: CaseCommand = {
  type: 'propose',
  act: 'impose-control',
  reason: '有危险',
  attachmentIds: [],
  fields: { scope: 'premises', measures: '停用', until: '2025-12-20', guardPersonId: 'ens' },
};

const newDate: CaseCommand = {
  type: 'propose',
  act: 'new-date',
  reason: '工程量大',
  attachmentIds: [],
  fields: { newDueOn: '2026-03-02' },
};

/** Under the order of 综合执法队, failed at its re-check, with a new date asked for by who re-checked. */
const newDateAsked = (): Play => {
  const play = ordered().act('efo1', { type: 'start-recheck', coActorId: 'efo2' });
  play.act('efo2', confirming(play)).act('efo1', {
    type: 'record-recheck',
    result: 'failed',
    findings: '未整改',
    attachmentIds: ['efo1-1'],
  });
  return play.act('efo1', newDate);
};

/** Another order, of the fire rescue body, takes the place of the first. */
const orderedAnew = (play: Play): Play => {
  play.world.directory.posts.push(aPost('ds3', 'DS', 'qu-xiaofang', { certificate }));
  seat(play, [['DS', 'qu-xiaofang', { certificate }]]);
  play.act('ds1', order('second')).act('second', confirming(play)).decide('ds3', 'statutory-order');
  return play.act('ds1', served(play.file.papers.at(-1)?.documentId ?? '', play.now));
};

describe('who decides is asked on the day of the decision', () => {
  it('is the department of the case’s own matter for a control on a 重大, and no other', () => {
    const play = major().act('ofc', control);
    expect(play.attempt('ds2', play.decision('impose-control'))).toMatchObject({ reason: 'not-your-case' });
    expect(play.decide('ds1', 'impose-control').file.controls).toHaveLength(1);
  });

  it('is so for a control that an earlier release asked any department to decide', () => {
    const play = major().act('ofc', control);
    for (const proposal of play.file.proposals) proposal.steps = [{ roles: ['L2', 'DS'] }];
    expect(play.attempt('ds2', play.decision('impose-control'))).toMatchObject({ reason: 'not-your-decision' });
    expect(play.decide('l2', 'impose-control').file.controls).toHaveLength(1);
  });

  it('is the unit whose order stands for a new date, not the one whose order it replaced', () => {
    const asked = newDateAsked();
    const deciding = asked.decision('new-date');
    const play = orderedAnew(asked);
    expect(play.file.proposals).toEqual([]);
    expect(play.attempt('efh', deciding)).toMatchObject({ reason: 'overtaken' });
    play.act('efo1', newDate);
    expect(play.file.proposals[0]?.steps).toMatchObject([{ unitId: 'qu-xiaofang' }]);
  });

  it('is L2 for a new date that came up to him, whoever has ordered meanwhile', () => {
    const play = newDateAsked();
    play.act('ofc', { type: 'add-note', text: '催' }, '2025-12-05T01:00:00.000Z');
    expect(orderedAnew(play).decide('l2', 'new-date').types()).toContain('date-moved');
  });
});
