import type { Subject, SubjectKind } from '../../../domain/people/directory';
import { baihe } from './baihe-town';
import { grading } from './given';
import { Play } from './play';

const DUE = '2025-07-22';
const LATE = '2025-09-30T01:00:00.000Z';

const about = (change: Partial<Subject>): Play => {
  const play = new Play();
  play.world.subjects = play.world.subjects.map((subject) =>
    subject.subjectId === 's1' ? { ...subject, ...change } : subject,
  );
  return play;
};

/** What a missed rectification climbs, and to whom; without the reminders that follow the last rung. */
const climbed = (play: Play, at = LATE): string[] => {
  play.rectifying(DUE).act('ofc', { type: 'add-note', text: '查看' }, at);
  const events = play.world.caseEvents.get('c1') ?? [];
  const afterLast = events
    .flatMap(({ body }) => body.arms ?? [])
    .filter(({ because }) => because.rule.includes('提醒一次'))
    .map(({ deadlineId }) => deadlineId);
  return events.flatMap((event) =>
    event.type === 'rung-reached' && event.body.clock === 'rectify' && !afterLast.includes(event.cause)
      ? [`${event.body.act} ${event.body.addressee}`]
      : [],
  );
};

const owed = (play: Play, clock: string): string | undefined =>
  play.file.deadlines.find((deadline) => deadline.clock === clock && deadline.level === 0)?.addressee;

describe('a missed rectification', () => {
  it.each<SubjectKind>(['enterprise', 'sole-trader', 'property-manager'])('of a %s climbs to a circular', (kind) => {
    expect(climbed(about({ kind }))).toEqual([
      'urge subject:s1',
      'supervise subject:s1',
      'interview subject:s1',
      'circular subject:s1',
    ]);
  });

  it('of an individual is told and noticed; of an e-bike nothing is referred while no charging place is known', () => {
    expect(climbed(about({ kind: 'individual' }))).toEqual(['remind subject:s1', 'notice subject:s1']);
  });

  it('of a public body is that of the unit, and climbs as a unit’s own lateness does', () => {
    expect(climbed(about({ kind: 'public-body', unitId: 'guibao' }))).toEqual([
      'remind unit:guibao',
      'urge unit:guibao',
      'name unit:guibao',
      'circular unit:guibao',
      'interview unit:guibao',
    ]);
  });

  it('of a protected person climbs nowhere', () => {
    const rungs = climbed(about({ kind: 'individual', protectedPerson: true }));
    expect(rungs.filter((rung) => !/^(remind|notice) /.test(rung))).toEqual([]);
  });

  it('sends a numbered 催办单 in the name of the unit that holds the case', () => {
    const play = about({});
    climbed(play);
    const urged = (play.world.caseEvents.get('c1') ?? []).find(
      (event) => event.type === 'rung-reached' && event.body.act === 'urge',
    );
    expect(urged?.body).toMatchObject({
      level: 1,
      paper: { type: 'cuiban', title: '催办单', issuerUnitId: 'chengyun', number: '白鹤城运催办〔2025〕1号' },
    });
  });
});

describe('who owes the next step', () => {
  it('is the routed unit, who can grade, the office, who was named, and then the unit that holds the case', () => {
    const play = new Play().reported();
    expect(owed(play, 'verify')).toBe('unit:zhuanban');
    play.act('ofc', { type: 'verify', method: 'documents', finding: '属实' });
    expect([owed(play, 'verify'), owed(play, 'grade')]).toEqual([undefined, 'unit:chengyun']);
    play.act('ldc', grading);
    expect([owed(play, 'grade'), owed(play, 'assign')]).toEqual([undefined, 'unit:zhuanban']);
    play.act('ofc', { type: 'assign', leadUnitId: 'chengyun', responsibleUnitId: 'meiqiao', coUnitIds: [] });
    expect([owed(play, 'assign'), owed(play, 'accept')]).toEqual([undefined, 'unit:meiqiao']);
    play.act('vgm', { type: 'accept-assignment' });
    expect([owed(play, 'accept'), owed(play, 'serve')]).toEqual([undefined, 'unit:chengyun']);
  });

  it('is the subject while it rectifies, then who re-checks, who decides and who looks back', () => {
    const play = new Play().rectifying(DUE);
    expect([owed(play, 'serve'), owed(play, 'rectify')]).toEqual([undefined, 'subject:s1']);
    play.awaiting();
    expect(owed(play, 'recheck')).toBe('unit:chengyun');
    play.passed();
    expect([owed(play, 'recheck'), owed(play, 'decision')]).toEqual([undefined, 'unit:zhuanban']);
    play.decide('ofd', 'close');
    expect([owed(play, 'decision'), owed(play, 'watch-visit')]).toEqual([undefined, 'unit:chengyun']);
    expect(owed(play, 'watch-end')).toBe('none');
  });

  it('is the unit that is itself the subject', () => {
    expect(owed(about({ kind: 'public-body', unitId: 'guibao' }).rectifying(DUE), 'rectify')).toBe('unit:guibao');
  });
});

describe('the number of a paper', () => {
  it('counts on by issuer, kind and year, over all cases of the town', () => {
    const first = new Play().accepted();
    const second = new Play(baihe, '2025-07-01T01:00:00.000Z', 'c2');
    Object.assign(second, { world: first.world });
    second.accepted();
    const issue = (play: Play, personId: string, issuerUnitId: string, paperType: 'tishi' | 'zhenggai-yijian') =>
      play.act(personId, { type: 'issue-notice', paperType, issuerUnitId, requirements: '整改', dueOn: '2026-03-01' });
    issue(first, 'ldc', 'chengyun', 'tishi');
    issue(first, 'ldc', 'chengyun', 'zhenggai-yijian');
    issue(second, 'ldc', 'chengyun', 'tishi');
    issue(second, 'ofc', 'baihe', 'zhenggai-yijian');
    const papers = [...first.file.papers, ...second.file.papers];
    expect(papers.map(({ number }) => number)).toEqual([
      '白鹤城运提示〔2025〕1号',
      '白鹤城运整改〔2025〕1号',
      '白鹤城运提示〔2025〕2号',
      '青白府整改〔2025〕1号',
    ]);
    expect(new Set(papers.map(({ documentId }) => documentId)).size).toBe(4);
  });
});
