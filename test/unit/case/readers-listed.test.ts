import { readersOf } from '../../../domain/case/readers';
import { subjectVillages } from '../../../domain/case/villages';
import { NOW, order, ordered } from './second-scenes';
import { baihe } from './baihe-town';
import { aReport } from './given';
import { Play } from './play';

/** The keys by which a case is read, each with the day on which what its holder owes is due. */
const listed = ({ file }: Play): { [key: string]: string | null } =>
  Object.fromEntries(readersOf(file).map(({ key, owedAt }) => [key, owedAt && owedAt.slice(0, 10)]));

describe('the villages of the subjects', () => {
  const known = { subjectId: 'x', name: '某公司', kind: 'enterprise' as const, unitId: null, protectedPerson: false };

  it('are where each lies, and the one named in the report', () => {
    const subjects = [{ ...known, placeUnitId: 'a' }, { ...known, placeUnitId: 'b' }, known];
    expect(subjectVillages({ subjects, villageUnitId: 'c' })).toEqual(['a', 'b', 'c']);
    expect(subjectVillages({ subjects: [known], villageUnitId: null })).toEqual([]);
  });

  it('are none before anybody knows a subject', () => {
    expect(subjectVillages({ subjects: [], villageUnitId: 'c' })).toEqual([]);
  });
});

describe('a case is read by', () => {
  it('whoever may verify it, its village, its reporter and its matter, while it is a lead', () => {
    const play = new Play(baihe, NOW).act('vgg', aReport({ foundAt: NOW, villageUnitId: 'meiqiao' }));
    expect(listed(play)).toEqual({
      'domain:fire': null,
      'reporter:vgg': null,
      'town:baihe': '2025-12-04',
      'unit:meiqiao': null,
      'unit:zhuanban': '2025-12-04',
      verifies: null,
      'verifies-in:meiqiao': null,
    });
  });

  it('its units, its subject and who may file for it, while it is rectified', () => {
    const play = new Play(baihe, NOW).rectifying('2026-03-31');
    for (const subject of play.file.subjects) Object.assign(subject, { placeUnitId: 'touzi' });
    expect(listed(play)).toEqual({
      'domain:fire': null,
      'files-responsible:meiqiao': '2026-03-31',
      'files-subject-village:touzi': '2026-03-31',
      'reporter:vgg': null,
      'subject:s1': '2026-03-31',
      'town:baihe': '2026-03-31',
      'unit:chengyun': null,
      'unit:meiqiao': null,
      'unit:touzi': null,
      'unit:zhuanban': null,
    });
  });

  it('who decides, proposed, or is asked to sign', () => {
    const proposed = new Play(baihe, NOW)
      .registered()
      .act('vgg', { type: 'propose', act: 'void', reason: '不属实', attachmentIds: ['vgg-1'], fields: {} });
    expect(listed(proposed)).toEqual({
      'author:vgg': null,
      'decides:OFd': '2025-12-03',
      'domain:fire': null,
      'reporter:vgg': null,
      'town:baihe': '2025-12-02',
      'unit:chengyun': '2025-12-02',
      'unit:zhuanban': '2025-12-03',
    });
    expect(listed(new Play(baihe, NOW).accepted().act('efo1', order('efo2')))).toEqual({
      'asked:efo2': '2025-12-02',
      'domain:fire': null,
      'files-responsible:meiqiao': null,
      'reporter:vgg': null,
      'subject:s1': null,
      'town:baihe': '2025-12-02',
      'unit:chengyun': '2025-12-04',
      'unit:meiqiao': null,
      'unit:zhifa': '2025-12-02',
      'unit:zhuanban': null,
    });
  });

  it('who ordered, and who controls or inspected it', () => {
    const play = ordered(false).act('efo1', {
      type: 'impose-control',
      scope: 'power',
      measures: '断电',
      until: '2025-12-20',
      guardPersonId: 'ens',
    });
    expect(listed(play)).toEqual({
      'domain:fire': null,
      'files-responsible:meiqiao': '2025-12-22',
      'reporter:vgg': null,
      'subject:s1': '2025-12-20',
      'town:baihe': '2025-12-20',
      'unit:chengyun': null,
      'unit:meiqiao': null,
      'unit:zhifa': null,
      'unit:zhuanban': null,
    });
  });
});
