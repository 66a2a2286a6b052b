import type { ReportCommand } from '../../../domain/case/commands';
import { aReport } from './given';
import { Play } from './play';

const reporting = (more: Partial<ReportCommand>, by = 'vgg') => new Play().attempt(by, aReport(more));

describe('a report', () => {
  it('records a lead with its photo and starts the clock of verification for the unit that the pack names', () => {
    const { file } = new Play().reported();
    expect(file).toMatchObject({
      status: 'lead',
      source: 'grid-patrol',
      hazardType: 'charging-site-fire',
      number: null,
    });
    expect(file.parts).toMatchObject([{ act: 'report', personId: 'vgg', unitId: 'meiqiao' }]);
    expect(file.deadlines.filter(({ clock, level }) => clock === 'verify' && level === 0)).toMatchObject([
      { state: 'armed', n: 1, addressee: expect.stringMatching(/^unit:/) },
    ]);
  });

  it.each<[string, Partial<ReportCommand>, string, string]>([
    ['an unknown type', { hazardType: 'nothing' }, 'hazard-type-unknown', '/hazardType'],
    ['a patrol without a photo', { attachmentIds: [] }, 'photo-missing', '/attachmentIds'],
    ["another person's photo", { attachmentIds: ['ldc-1'] }, 'attachment-unknown', '/attachmentIds/0'],
    ['what is found tomorrow', { foundAt: '2025-07-02T01:00:00.000Z' }, 'in-the-future', '/foundAt'],
    ['a subject that is nobody', { subjectIds: ['s1', 'nobody'] }, 'subject-unknown', '/subjectIds/1'],
    ['a campaign that there is not', { campaignIds: ['nothing'] }, 'campaign-unknown', '/campaignIds/0'],
    ['an old case that there is not', { refersTo: 'nothing' }, 'case-unknown', '/refersTo'],
  ])('of %s is refused, with the place', (_, more, reason, pointer) => {
    expect(reporting(more)).toMatchObject({ code: 'validation', reason, pointer });
  });

  it('is refused to audit and to the administrator, and leaves no case', () => {
    for (const by of ['au', 'sa']) expect(reporting({}, by)?.reason).toBe('not-your-task');
    const play = new Play();
    play.attempt('sa', aReport());
    expect(play.world.cases.size).toBe(0);
  });

  it('is refused the second time from the same source under the same id, and names the first to who reads it', () => {
    const play = new Play();
    play.act('vgg', aReport({ source: 'hotline-12345', externalId: 'x-1' }));
    const again = aReport({ source: 'hotline-12345', externalId: 'x-1' });
    const second = Object.assign(new Play(), { world: play.world, caseId: 'c2' });
    expect(second.attempt('ofc', again)).toMatchObject({ code: 'conflict', reason: 'external-id-taken', caseId: 'c1' });
    expect(second.attempt('ow', { ...again, attachmentIds: [] })?.caseId).toBeUndefined();
  });

  it('is silent about the same id from another source, and without an id', () => {
    const play = new Play();
    play.act('vgg', aReport({ source: 'hotline-12345', externalId: 'x-1' }));
    const more = { source: 'suishenpai', externalId: 'x-1' } as const;
    expect(Object.assign(new Play(), { world: play.world, caseId: 'c2' }).attempt('vgg', aReport(more))).toBeNull();
    expect(Object.assign(new Play(), { world: play.world, caseId: 'c3' }).attempt('vgg', aReport())).toBeNull();
  });

  it('needs no photo where it came by hotline, from the public or from a device', () => {
    for (const source of ['hotline-12345', 'public-report', 'device-alarm'] as const)
      expect(reporting({ source, attachmentIds: [] })).toBeNull();
  });
});
