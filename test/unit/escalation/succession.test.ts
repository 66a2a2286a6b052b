import { aPost } from '../../support/a-post';
import type { Unit } from '../../../domain/people/directory';
import { knownSubject } from '../case/given';
import { absence, at, answer, DUE, minutes, NO_SHOW, Scene, sitting, TALKED } from './scene';

const jinmi = { posts: [aPost('jm', 'VGm', 'jinmi'), aPost('lda', 'LDd', 'anjian')] };
const village = { addressee: 'unit:meiqiao', addresseeName: '梅桥村', addresseeIsCompany: false } as const;

/** 金米村 and 安监办 are there as well; people of a unit that ends leave it. */
const inTown = (): Scene => {
  const scene = new Scene(jinmi);
  const { units } = scene.world.directory;
  const { meiqiao, chengyun } = units;
  if (meiqiao) units['jinmi'] = { ...meiqiao, unitId: 'jinmi', slug: null, name: '金米村' };
  if (chengyun) units['anjian'] = { ...chengyun, unitId: 'anjian', slug: null, name: '安监办' };
  return scene;
};

/** Nobody of these units is left. */
const leave = (scene: Scene, ...unitIds: string[]): Scene => {
  const { directory } = scene.world;
  directory.posts = directory.posts.filter((post) => !unitIds.includes(post.unitId));
  return scene;
};

const end = (scene: Scene, unitId: string, successorUnitId: string | null): Scene => {
  const { directory } = scene.world;
  const unit: Unit | undefined = directory.units[unitId];
  if (unit) directory.units[unitId] = { ...unit, to: '2025-06-30', successorUnitId };
  return leave(scene, unitId);
};

const owed = (scene: Scene) =>
  scene.the('interview').deadlines.flatMap(({ level, clock, addressee }) => (level === 0 ? [[clock, addressee]] : []));
const successions = (scene: Scene) => scene.told('interview').filter((type) => type === 'unit-succeeded');

/** 城运中心 is to talk to 梅桥村, or has done so. */
const summoned = (): Scene => {
  const scene = inTown().assigned().about('unit:meiqiao');
  if (scene.open('ldc', 'interview', village)) throw new Error('refused');
  return scene.give('l2', 'interview', scene.deciding('interview'));
};

describe('what an ended unit hosts', () => {
  it('is hosted by its successor, who owes the sitting, by one act', () => {
    const scene = end(summoned(), 'chengyun', 'anjian').until(TALKED).until(at('2025-07-30T10:00'));
    expect(scene.the('interview')).toMatchObject({ hostUnitId: 'anjian', addressee: 'unit:meiqiao' });
    expect(owed(scene)).toEqual([['interview-held', 'unit:anjian']]);
    expect(successions(scene)).toHaveLength(1);
    scene.give('lda', 'interview', sitting(scene.now, 'lda'));
  });

  it('is hosted by the office where the successor is the one who is talked to, or has nobody who may host', () => {
    for (const heir of ['meiqiao', 'jinmi']) {
      const scene = end(summoned(), 'chengyun', heir).until(TALKED);
      expect(scene.the('interview')).toMatchObject({ hostUnitId: 'zhuanban', addressee: 'unit:meiqiao' });
      expect(owed(scene)).toEqual([['interview-held', 'unit:zhuanban']]);
    }
  });

  it('stays where it is until a successor is named', () => {
    const scene = end(summoned(), 'chengyun', null).until(TALKED);
    expect(scene.the('interview').hostUnitId).toBe('chengyun');
    end(scene, 'chengyun', 'anjian').until(at('2025-08-30T10:00'));
    expect(scene.the('interview').hostUnitId).toBe('anjian');
  });
});

describe('a host with nobody left', () => {
  it('hands the sitting to the office, which may hold it or record absence', () => {
    const scene = leave(summoned(), 'chengyun').until(at('2025-07-30T10:00'));
    expect(scene.the('interview')).toMatchObject({ status: 'approved', hostUnitId: 'zhuanban' });
    expect(owed(scene)).toEqual([['interview-held', 'unit:zhuanban']]);
    expect(successions(scene)).toHaveLength(1);
    scene.give('ofc', 'interview', sitting(scene.now, 'ofc'));
  });

  it('hands it to the town government where the office has nobody either', () => {
    const scene = leave(summoned(), 'chengyun', 'zhuanban').until(at('2025-07-30T10:00'));
    expect(scene.the('interview')).toMatchObject({ hostUnitId: 'baihe' });
    scene.give('l2', 'interview', absence, NO_SHOW);
    expect(scene.the('interview').status).toBe('completed');
  });
});

describe('what the town government comes to host', () => {
  const steps = (scene: Scene) => scene.the('interview').proposals.map((proposal) => proposal.steps);
  const decide = (scene: Scene, personId: string) =>
    scene.ask(personId, 'interview', scene.deciding('interview'), at('2025-07-30T10:00'));

  it('is decided by L1 from then on, whoever was asked before', () => {
    const scene = inTown().talked();
    expect(steps(scene)).toMatchObject([[{ roles: ['L2'] }]]);
    leave(scene, 'chengyun', 'zhuanban');
    expect(decide(scene, 'l2')).toMatchObject({ code: 'forbidden' });
    expect(decide(scene, 'l1')).toBeNull();
    expect(scene.the('interview')).toMatchObject({ hostUnitId: 'baihe', status: 'approved' });
  });

  it('is decided so as well where the host has ended and its successor cannot host', () => {
    const scene = end(leave(inTown().talked(), 'zhuanban'), 'chengyun', 'jinmi');
    expect(decide(scene, 'l2')).toMatchObject({ code: 'forbidden' });
    expect(scene.the('interview').hostUnitId).toBe('baihe');
    expect(steps(scene)).toMatchObject([[{ roles: ['L1'] }]]);
  });

  it('stays with who was asked where the office hosts', () => {
    const scene = leave(inTown().talked(), 'chengyun');
    expect(decide(scene, 'l2')).toBeNull();
    expect(scene.the('interview').hostUnitId).toBe('zhuanban');
  });
});

describe('a talk to a subject that turns out to be a double', () => {
  const merge = (scene: Scene, mergedInto: string | null): Scene => {
    const subjects = [knownSubject('s1', { mergedInto }), knownSubject('kept')];
    scene.world.directory.subjects = Object.fromEntries(subjects.map((subject) => [subject.subjectId, subject]));
    return scene;
  };
  const moved = (scene: Scene) => scene.told('interview').filter((type) => type === 'subject-merged');

  it('is to the survivor, who owes the report, by one act', () => {
    const scene = merge(new Scene().held(), 'kept').give('ldc', 'interview', minutes).about('subject:kept');
    expect(scene.the('interview')).toMatchObject({ addresseeName: '留下的店' });
    expect(owed(scene)).toEqual([['interview-report', 'subject:kept']]);
    scene.ask('ldc', 'interview', minutes, at('2025-07-30T10:00'));
    expect(moved(scene)).toHaveLength(1);
  });

  it('stays as it is while nothing was merged, and where the survivor is being talked to already', () => {
    expect(moved(merge(new Scene().held(), null).give('ldc', 'interview', minutes))).toEqual([]);
    const scene = new Scene().rectifying(DUE);
    const [subject] = scene.file.subjects;
    Object.assign(scene.file, { subjects: [subject, { ...subject, subjectId: 'kept' }] });
    expect(scene.open('ldc', 'interview')).toBeNull();
    expect(scene.open('ldd', 'interview', { addressee: 'subject:kept', addresseeName: '留下的店' })).toBeNull();
    expect(merge(scene, 'kept').ask('vgg', 'interview', scene.deciding('interview'))).not.toBeNull();
    expect(scene.the('interview')).toMatchObject({ addressee: 'subject:s1', status: 'proposed' });
    // Once it is decided no case joins it any more.
    scene.give('l2', 'interview', scene.deciding('interview'));
    expect(scene.about('subject:kept').all('interview')).toHaveLength(2);
  });
});

describe('whom an ended unit was talked to about', () => {
  it('is its successor, who owes the report and files it', () => {
    const scene = summoned();
    scene.give('ldc', 'interview', sitting(scene.now));
    end(scene, 'meiqiao', 'jinmi').until(TALKED).about('unit:jinmi');
    expect(scene.the('interview')).toMatchObject({ addressee: 'unit:jinmi', addresseeName: '金米村' });
    expect(owed(scene)).toEqual([['interview-report', 'unit:jinmi']]);
    scene.give('jm', 'interview', answer);
    expect(scene.the('interview').status).toBe('completed');
  });

  it('does not become its own host', () => {
    const scene = summoned();
    end(scene, 'meiqiao', 'chengyun').until(TALKED).about('unit:chengyun');
    expect(scene.the('interview')).toMatchObject({ hostUnitId: 'zhuanban' });
  });

  it('waits while its successor is being talked to already: two would be open to the same cases', () => {
    const scene = inTown().assigned().about('unit:meiqiao');
    Object.assign(scene.file, { coUnitIds: ['jinmi'] });
    scene.open('ldc', 'interview', village);
    scene.open('ldd', 'interview', { ...village, addressee: 'unit:jinmi', addresseeName: '金米村' });
    end(scene, 'meiqiao', 'jinmi').until(at('2025-07-03T10:00'));
    expect(scene.the('interview')).toMatchObject({ status: 'proposed', addressee: 'unit:meiqiao' });
    scene.give('l2', 'interview', scene.deciding('interview')).until(at('2025-08-10T10:00'));
    expect(scene.about('unit:jinmi').all('interview')).toHaveLength(2);
  });
});

describe('a talk that is over', () => {
  it('keeps the names of its day', () => {
    const scene = inTown().rectifying(DUE);
    scene.about('unit:meiqiao').open('ldc', 'interview', village);
    scene.give('l2', 'interview', scene.deciding('interview', 'reject'));
    end(scene, 'meiqiao', 'jinmi').until(at('2025-08-10T10:00'));
    expect(scene.the('interview')).toMatchObject({ status: 'rejected', addressee: 'unit:meiqiao' });
  });
});
