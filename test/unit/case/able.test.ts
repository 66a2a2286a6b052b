import type { CaseCommand } from '../../../domain/case/commands';
import type { ClockName } from '../../../domain/stream';
import type { Unit } from '../../../domain/people/directory';
import { aPost } from '../../support/a-post';
import { major, notified, proposingMajor } from './major-scenes';
import { certificate, confirming, NOW, order, ordered } from './second-scenes';
import { at } from './shanghai';
import { baihe } from './baihe-town';
import { requested, served } from './given';
import { Play } from './play';

const owes = (play: Play, clock: ClockName): string | undefined =>
  play.file.deadlines.findLast((deadline) => deadline.clock === clock && deadline.level === 0)?.addressee;

const without = (play: Play, ...gone: string[]): Play => {
  const { directory } = play.world;
  directory.posts = directory.posts.filter(({ personId }) => !gone.includes(personId));
  return play;
};

/** Another department of the district, whose people come first in every list. */
const department = (play: Play, unitId: string, domains: string[], ...people: string[]): Play => {
  const { directory } = play.world;
  const model = directory.units['qu-xiaofang'] as Unit;
  directory.units[unitId] = { ...model, unitId, slug: unitId, name: unitId, domains };
  directory.posts.unshift(...people.map((personId) => aPost(personId, 'DS', unitId, { certificate })));
  return play;
};

const applied = (play: Play): Play => play.act('ens', requested, at('2025-12-10T09:00'));

/** A confirmed 重大 in rectification, before anybody applied. */
const rectifying = (): Play =>
  new Play(baihe, NOW)
    .rectifying('2026-03-31')
    .act('ldc', proposingMajor('exit-blocked', 'gb35181-2025'))
    .decide('ds1', 'confirm-major');

describe('the re-check of a 重大', () => {
  it('is owed by the department of its matter, before one that has every matter', () => {
    expect(owes(applied(department(rectifying(), 'qu-zonghe', [], 'ds0')), 'recheck')).toBe('unit:qu-xiaofang');
  });

  it('is owed by one that has every matter where that of its own has nobody', () => {
    const play = without(department(rectifying(), 'qu-zonghe', [], 'ds0'), 'ds1');
    expect(owes(applied(play), 'recheck')).toBe('unit:qu-zonghe');
  });

  it('is owed by no department of another matter: then by the lead unit', () => {
    expect(owes(applied(without(rectifying(), 'ds1')), 'recheck')).toBe('unit:chengyun');
  });

  it('is not owed by a department all whose people are on the side of the subject', () => {
    const play = rectifying();
    play.world.directory.posts.push(aPost('ds1', 'OW', 'baihe', { subjectId: 's1' }));
    expect(owes(applied(play), 'recheck')).toBe('unit:chengyun');
  });

  it('is not owed by a department that is the subject itself', () => {
    const play = department(rectifying(), 'qu-zonghe', [], 'ds0');
    for (const subject of play.file.subjects) Object.assign(subject, { kind: 'public-body', unitId: 'qu-xiaofang' });
    play.world.directory.posts.push(aPost('du', 'RU', 'qu-xiaofang'));
    expect(owes(applied2(play, 'du'), 'recheck')).toBe('unit:qu-zonghe');
  });
});

/** Applied for by another than the company's own. */
const applied2 = (play: Play, personId: string): Play =>
  play.act(personId, { ...requested, beforeAttachmentIds: [`${personId}-1`], afterAttachmentIds: [`${personId}-2`] });

describe('the re-check of a 重大 under an order', () => {
  const underOrder = (): Play => {
    const play = ordered(false);
    return play.act('ldc', proposingMajor('exit-blocked', 'gb35181-2025')).decide('ds1', 'confirm-major');
  };

  it('is owed by who issued it while the department has no two officers', () => {
    expect(owes(applied(underOrder()), 'recheck')).toBe('unit:zhifa');
  });

  it('is owed by the department once it has two', () => {
    const play = underOrder();
    play.world.directory.posts.push(aPost('ds3', 'DS', 'qu-xiaofang', { certificate }));
    expect(owes(applied(play), 'recheck')).toBe('unit:qu-xiaofang');
  });

  it('counts two posts of one officer as one', () => {
    const play = underOrder();
    play.world.directory.posts.push(aPost('ds1', 'DS', 'qu-xiaofang', { certificate, postId: 'again' }));
    expect(owes(applied(play), 'recheck')).toBe('unit:zhifa');
  });

  it('stays with the department that issued it, where another is competent as well', () => {
    const play = department(new Play(baihe, NOW).accepted(), 'qu-zonghe', [], 'ds0', 'ds9', 'ds8');
    play.act('ds0', order('ds9')).act('ds9', confirming(play)).decide('ds8', 'statutory-order');
    play.act('ds0', served(play.file.papers[0]?.documentId ?? '', play.now));
    play.world.directory.posts.push(aPost('ds3', 'DS', 'qu-xiaofang', { certificate }));
    play.act('ldc', proposingMajor('exit-blocked', 'gb35181-2025')).decide('ds1', 'confirm-major');
    expect(owes(applied(play), 'recheck')).toBe('unit:qu-zonghe');
  });
});

describe('the re-check of what was signed off on the spot', () => {
  const fixed: CaseCommand = { type: 'fix-on-the-spot', attachmentIds: ['ldc-1', 'ldc-2'], subjectSignature: '王某' };
  const sentBack = (gone: string[]): Play =>
    without(new Play().graded().act('ldc', fixed), ...gone).decide('ofd2', 'close', 'reject');

  it('is owed by the unit of the signer while it has another', () => {
    expect(owes(sentBack([]), 'recheck')).toBe('unit:chengyun');
  });

  it('is owed by the next unit that can where it has not', () => {
    expect(owes(sentBack(['ldd']), 'recheck')).toBe('unit:zhifa');
  });
});

describe('the report of a 重大 to the district', () => {
  it('is owed by the unit that ordered only where that may report up, else by the lead unit', () => {
    expect(owes(major(), 'report-up')).toBe('unit:chengyun');
    expect(owes(notified(), 'report-up')).toBe('unit:chengyun');
  });

  it('is owed by the office, which does not grade, where no unit of the case can', () => {
    const play = without(new Play(baihe, NOW).registered(), 'ldd');
    play.act('ldc', proposingMajor());
    expect(owes(without(play, 'ldc').decide('ds1', 'confirm-major'), 'report-up')).toBe('unit:zhuanban');
  });

  it('is owed by the town where there is no office either', () => {
    const play = new Play(baihe, NOW).registered().act('ldc', proposingMajor());
    expect(owes(without(play, 'ldc', 'ldd', 'ofc').decide('ds1', 'confirm-major'), 'report-up')).toBe('unit:baihe');
  });
});

describe('the grading', () => {
  it('is owed by the first unit of the routing that has somebody for it, never by an office', () => {
    const play = without(new Play(baihe, NOW).reported(), 'ldc', 'ldd');
    play.world.directory.posts.push(aPost('ldo', 'LDc', 'zhuanban'));
    play.act('ofc', { type: 'verify', method: 'documents', finding: '属实' });
    expect(owes(play, 'grade')).toBe('unit:zhifa');
  });
});

describe('the look-back', () => {
  it('is owed by a unit that helps where neither lead nor responsible unit can', () => {
    const play = new Play()
      .graded()
      .act('ofc', { type: 'assign', leadUnitId: 'chengyun', responsibleUnitId: 'meiqiao', coUnitIds: ['zhifa'] });
    play.act('vgm', { type: 'accept-assignment' }).act('ldc', {
      type: 'issue-notice',
      paperType: 'tishi',
      issuerUnitId: 'chengyun',
      requirements: '请整改',
      dueOn: '2025-07-22',
    });
    play
      .act('ldc', served(play.file.papers[0]?.documentId ?? '', play.now))
      .awaiting()
      .passed();
    without(play, 'ldc', 'ldd', 'vgg', 'vgg2', 'vgm');
    expect(owes(play.decide('ofd', 'close'), 'watch-visit')).toBe('unit:zhifa');
  });
});
