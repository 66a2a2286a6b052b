import type { CaseEnvelope } from '../../../domain/case/facts';
import { retell } from '../../../verification/chaos/stack-check-deadlines';
import { termsOf } from '../../../verification/chaos/stack-terms';
import { drill } from '../case/baihe-town';
import { Play } from '../case/play';

const start = '2025-07-01T01:00:00.000Z';
const after = (seconds: number): string => new Date(Date.parse(start) + seconds * 1000).toISOString();

/** A case that is overdue, climbs, is closed late, comes back and is never rectified again. */
const aLife = (): CaseEnvelope[] => {
  const play = new Play(drill, start).rectifying();
  play.act('ldc', { type: 'add-note', text: '查看' }, after(5));
  play.act('ens', { type: 'report-progress', percent: 10, done: '采购', attachmentIds: [] }, after(17));
  play.awaiting(after(18)).passed().decide('ofd', 'close');
  play.act('vgg', { type: 'record-watch-visit', result: 'found-again', attachmentIds: ['vgg-1'] }, after(20));
  play.decide('ofd', 'relapse', 'approve', after(21));
  play.act('ldc', { type: 'add-note', text: '仍未整改' }, after(60));
  return (play.world.caseEvents.get('c1') ?? []).map((event) => ({ ...event }) as CaseEnvelope);
};

const told = (events: CaseEnvelope[]) => retell('case:c1', events, termsOf(drill));
const missed = (events: CaseEnvelope[]): number => events.findIndex(({ type }) => type === 'deadline-missed');

describe('the independent telling of deadlines', () => {
  it('agrees with a life that the rules played', () => {
    const { found, fired } = told(aLife());
    expect(found).toEqual([]);
    expect(fired.length).toBeGreaterThan(10);
    expect(fired.some(({ deadline }) => deadline.id === 'rectify:2:1:1')).toBe(true);
  });

  it('finds a deadline that fired a millisecond early', () => {
    const events = aLife();
    const index = missed(events);
    const early = new Date(Date.parse(after(6)) - 1).toISOString();
    const planted = events.map((event, place) => (place === index ? { ...event, at: early } : event));
    expect(told(planted).found).toContainEqual(expect.objectContaining({ invariant: 'I9' }));
  });

  it('finds a deadline that nobody fired', () => {
    const events = aLife();
    const index = missed(events);
    const { found } = told(events.filter((_, place) => place !== index));
    expect(found.map(({ what }) => what)).toContainEqual(expect.stringContaining('rectify:1:1'));
  });

  it('finds a deadline that fired twice', () => {
    const events = aLife();
    const index = missed(events);
    const { found } = told(events.flatMap((event, place) => (place === index ? [event, event] : [event])));
    expect(found).toContainEqual(expect.objectContaining({ invariant: 'I11' }));
  });

  it('finds a deadline that was armed for another time', () => {
    const planted = aLife().map((event) =>
      event.type === 'reported'
        ? {
            ...event,
            body: { ...event.body, arms: event.body.arms?.map((arm) => ({ ...arm, dueAt: after(41) })) ?? [] },
          }
        : event,
    );
    expect(told(planted).found[0]?.what).toContain('the facts say');
  });
});
