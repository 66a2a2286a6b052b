import { Scene } from './scene';

const unit = (unitId: string) => ({
  addressee: `unit:${unitId}` as const,
  addresseeName: unitId,
  addresseeIsCompany: false,
});
const landlord = { addressee: 'subject:s2' as const, addresseeName: '房东' };

describe('the cases of a 督办, 约谈 or 通报 that somebody proposes', () => {
  it.each(['supervise', 'interview', 'circular'] as const)('are the addressee’s own, for a %s', (act) => {
    const scene = new Scene().rectifying('2025-07-22');
    expect(scene.open('ofc', act, landlord)).toMatchObject({
      code: 'validation',
      reason: 'case-of-another',
      pointer: '/caseIds/0',
    });
    expect(scene.open('ofc', act)).toBeNull();
  });

  it('are each of them looked at', () => {
    const scene = new Scene().rectifying('2025-07-22').another('c2');
    const cases = ['c1', 'c2'].map((caseId) => ({ caseId, cycle: 1, major: false }));
    expect(scene.open('ofc', 'interview', { cases })).toMatchObject({
      reason: 'case-of-another',
      pointer: '/caseIds/1',
    });
  });

  it('are for a unit those in which it leads, answers or owes', () => {
    const open = (unitId: string) => new Scene().rectifying('2025-07-22').open('ofc', 'interview', unit(unitId));
    expect(['chengyun', 'meiqiao'].map(open)).toEqual([null, null]);
    expect(open('guibao')).toMatchObject({ reason: 'case-of-another' });
    const ungraded = new Scene().registered();
    expect(ungraded.open('ofc', 'interview', unit('chengyun'))).toBeNull();
    expect(ungraded.open('ofc', 'circular')).toMatchObject({ reason: 'case-of-another' });
  });
});
