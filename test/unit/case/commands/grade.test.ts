import type { CaseCommand } from '../../../../domain/case/commands';
import { grading } from '../given';
import { Play } from '../play';

const changed = (more: object): CaseCommand => ({ ...grading, ...more });

describe('grade', () => {
  it('records type, clause, domain and subjects, meets its clock and arms the assigning', () => {
    const play = new Play().registered().act('ldc', grading);
    expect(play.file).toMatchObject({
      status: 'graded',
      grade: 'general',
      domain: 'fire',
      subjects: [{ subjectId: 's1', name: '梅桥物业公司' }],
    });
    expect([...new Set(play.file.deadlines.map(({ clock }) => clock))]).toEqual(['assign']);
  });

  it.each([
    ['the office', 'ofc'],
    ['the village', 'vgg'],
    ['the subject', 'ens'],
  ])('is refused to %s', (_, personId) => {
    expect(new Play().registered().attempt(personId, grading)).toMatchObject({ code: 'forbidden' });
  });

  it.each([
    ['a clause of another type', { clauseId: 'nope' }, 'clause-unknown', '/clauseId'],
    ['another domain', { domain: 'gas' }, 'domain-mismatch', '/domain'],
    ['an unknown type', { hazardType: 'nope' }, 'hazard-type-unknown', '/hazardType'],
    ['no subject', { subjectIds: [] }, 'subject-missing', '/subjectIds'],
    ['an unknown subject', { subjectIds: ['s1', 'nope'] }, 'subject-unknown', '/subjectIds/1'],
  ])('is refused with %s', (_, more, reason, pointer) => {
    const play = new Play().registered();
    expect(play.attempt('ldc', changed(more))).toMatchObject({ code: 'validation', reason, pointer });
    expect(play.file.status).toBe('registered');
  });

  it('is refused before the lead is verified and after it is assigned', () => {
    expect(new Play().reported().attempt('ldc', grading)).toMatchObject({ reason: 'not-from-lead' });
    expect(new Play().assigned().attempt('ldc', grading)).toMatchObject({ reason: 'not-from-assigned' });
  });

  it('given again corrects the case and arms no second clock', () => {
    const play = new Play().graded();
    const before = play.file.deadlines;
    play.act('ldc', changed({ subjectIds: ['s2'] }));
    expect(play.file.subjects.map(({ subjectId }) => subjectId)).toEqual(['s2']);
    expect(play.file.deadlines).toEqual(before);
  });
});
