import { clockServiceState, type ClockFacts } from '../../../worker/clock-service';

const health = {
  available: true,
  wrongSettings: [],
  refusesWrites: null,
  outbox: { rows: 3, oldestMs: 200 },
  oldestOverdueMs: 0,
  stuck: { settle: 0, relay: 0, oldestMs: 0 },
  muted: null,
  missingYears: [],
};
const fine: ClockFacts = { temporal: 'up', worker: 'running', isHeld: false, health };

describe('the state of the clock service', () => {
  it('is running when nothing is in its way', () => {
    expect(clockServiceState(fine)).toMatchObject({ state: 'running', reasons: [] });
  });

  it.each<[string, Partial<ClockFacts>]>([
    ['temporal-away', { temporal: 'away' }],
    ['temporal-away', { temporal: 'off', worker: 'off' }],
    ['worker-not-running', { worker: 'waiting' }],
    ['clock-suspected', { isHeld: true }],
    ['record-away', { health: undefined }],
    ['record-away', { health: { ...health, available: false } }],
    ['record-refuses-writes', { health: { ...health, refusesWrites: 'the storage of the database is full' } }],
    ['deadlines-overdue', { health: { ...health, oldestOverdueMs: 31_000 } }],
    ['outbox-behind', { health: { ...health, outbox: { rows: 1, oldestMs: 61_000 } } }],
    ['outbox-behind', { health: { ...health, outbox: { rows: 10_001, oldestMs: 0 } } }],
  ])('is delayed: %s', (reason, facts) => {
    expect(clockServiceState({ ...fine, ...facts })).toMatchObject({ state: 'delayed', reasons: [reason] });
  });
});
