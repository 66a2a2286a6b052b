import type { Ask, CaseFile, CaseSubject } from '../../../domain/case/file';
import { amendedSubjects, correctedSubjects, mergedSubject, succeeded } from '../../../domain/case/fold-corrections';
import type { Proposal } from '../../../domain/case/proposal';
import { Play } from './play';

const whole = new Play().noticed().file;
const subject = (subjectId: string, more: Partial<CaseSubject> = {}): CaseSubject => ({
  ...(whole.subjects[0] as CaseSubject),
  subjectId,
  unitId: null,
  ...more,
});
const one = subject('s1');
const two = subject('s2');
const into = subject('s9', { name: '存续公司' });

const merged = (more: Partial<CaseFile>): Partial<CaseFile> =>
  mergedSubject({ ...whole, ...more }, { subjectId: 's1', into, addressee: 'subject:s9' });

describe('a case whose subject is merged into another', () => {
  it('has the survivor where its double stood, and once where both stood', () => {
    expect(merged({ subjects: [one, two] }).subjects).toEqual([into, two]);
    expect(merged({ subjects: [two, one, subject('s9')] }).subjects).toEqual([two, into]);
    expect(merged({ subjects: [subject('s9'), two, one] }).subjects).toEqual([into, two]);
  });

  it('was reported over the survivor, named once', () => {
    expect(merged({ reportedSubjectIds: ['s1', 's2', 's9'] }).reportedSubjectIds).toEqual(['s9', 's2']);
  });

  it('names it in what is proposed and in what waits for a second person, however deep, and nothing else in it', () => {
    const data = { subjectIds: ['s1', 's9', 's2'], reason: 's1', control: { subjectIds: ['s1'] }, count: 1 };
    const proposals = [{ proposalId: 'p1', data }] as unknown as Proposal[];
    const command = { type: 'propose', subjectIds: ['s1', 7], fields: { subjectIds: ['s1'], note: 's1' } };
    const asks = [
      { askId: 'a1', command },
      { askId: 'a2', command: { type: 'x', subjectIds: 's1', fields: null } },
    ] as unknown as Ask[];
    const after = merged({ proposals, asks });
    expect(after.proposals).toEqual([{ proposalId: 'p1', data: { ...data, subjectIds: ['s9', 's2'] } }]);
    expect(after.asks).toEqual([
      { askId: 'a1', command: { type: 'propose', subjectIds: ['s9', 7], fields: { subjectIds: ['s9'], note: 's1' } } },
      { askId: 'a2', command: { type: 'x', subjectIds: 's1', fields: null } },
    ]);
  });

  it('is linked to the escalations of the survivor, and stays linked to those of others', () => {
    const link = (addressee: CaseFile['escalations'][number]['addressee']) =>
      ({ escalationId: 'e1', act: 'interview', addressee, cycle: 1 }) as const;
    expect(merged({ escalations: [link('subject:s1'), link('subject:s2'), link('unit:meiqiao')] }).escalations).toEqual(
      [link('subject:s9'), link('subject:s2'), link('unit:meiqiao')],
    );
  });
});

describe('a case whose unit has ended', () => {
  const after = (more: Partial<CaseFile>): Partial<CaseFile> =>
    succeeded({ ...whole, ...more }, { unitId: 'meiqiao', successorUnitId: 'heir' });

  it('has the successor in each of its places, and the others as they are', () => {
    expect(after({ villageUnitId: 'meiqiao', leadUnitId: 'meiqiao', responsibleUnitId: 'meiqiao' })).toMatchObject({
      villageUnitId: 'heir',
      leadUnitId: 'heir',
      responsibleUnitId: 'heir',
    });
    expect(after({ villageUnitId: null, leadUnitId: 'chengyun', responsibleUnitId: null })).toMatchObject({
      villageUnitId: null,
      leadUnitId: 'chengyun',
      responsibleUnitId: null,
    });
    expect(after({ coUnitIds: ['meiqiao', 'heir', 'chengyun'] }).coUnitIds).toEqual(['heir', 'chengyun']);
  });

  it('has it where a subject is the unit or lies in it, and in the papers that it issued', () => {
    const subjects = [
      subject('s1', { unitId: 'meiqiao', placeUnitId: 'chengyun' }),
      subject('s2', { placeUnitId: 'meiqiao' }),
    ];
    expect(after({ subjects }).subjects).toMatchObject([
      { unitId: 'heir', placeUnitId: 'chengyun' },
      { unitId: null, placeUnitId: 'heir' },
    ]);
    const papers = whole.papers.flatMap((paper) => [
      { ...paper, byUnitId: 'meiqiao' },
      { ...paper, byUnitId: 'chengyun' },
    ]);
    expect(after({ papers }).papers?.map(({ byUnitId }) => byUnitId)).toEqual(['heir', 'chengyun']);
  });
});

describe('a subject as it is put right', () => {
  it('lies in the village that was taken for it, and is that unit no more', () => {
    const taken = subject('s1', { unitId: 'meiqiao' });
    expect(correctedSubjects([taken, two], [{ subjectId: 's1', placeUnitId: 'meiqiao' }])).toEqual([
      { ...taken, unitId: null, placeUnitId: 'meiqiao' },
      two,
    ]);
  });

  it('is as the register has it once it was amended there', () => {
    const amended = { ...one, name: '改名公司' };
    expect(amendedSubjects([one, two], amended)).toEqual([amended, two]);
  });
});
