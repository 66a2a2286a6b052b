import type { Timeline } from '../../../domain/timeline';
import type { StreamEnvelope } from '../../../workflows/messages';
import type { SettleRequest } from '../../../workflows/activities';
import type { WorkflowRuntime } from '../../../workflows/runtime';
import { applyInOrder, begin, beginLife, inspectionOf, type StreamLife } from '../../../workflows/stream-life';

const timeline = (version: number, more: Partial<Timeline> = {}): Timeline => ({
  version,
  townId: 't',
  number: null,
  status: 'lead',
  cycle: 1,
  ended: false,
  deadlines: [],
  rungs: [],
  escalationIds: [],
  ...more,
});

const events = (...seqs: number[]) => seqs.map((seq) => ({ seq }) as StreamEnvelope);
const args = { streamId: 'case:x', generation: 1 };
const at = (appliedSeq: number): StreamLife => ({ ...beginLife(args), appliedSeq, timeline: timeline(appliedSeq) });

/** The place up to which these events bring a stream, and whether one of them was missing. */
const taken = (life: StreamLife, ...seqs: number[]) => {
  const whole = applyInOrder(life, { events: events(...seqs), timeline: timeline(Math.max(...seqs)) });
  return [life.appliedSeq, whole ? 'whole' : 'gap'];
};

describe('taking in what comes of a stream', () => {
  it('starts with the first event', () => {
    expect(taken(beginLife(args), 1, 2)).toEqual([2, 'whole']);
  });

  it('ignores what was applied before', () => {
    expect(taken(at(3), 1, 2, 3)).toEqual([3, 'whole']);
  });

  it('takes events in order, whatever the order of arrival', () => {
    expect(taken(at(3), 6, 4, 5, 4)).toEqual([6, 'whole']);
  });

  it('stops before a gap and says so', () => {
    expect(taken(at(3), 4, 6)).toEqual([4, 'gap']);
  });

  it('asks for the beginning when only later events have come', () => {
    expect(taken(beginLife(args), 7)).toEqual([0, 'gap']);
  });

  it('keeps the later of two timelines, whichever comes last', () => {
    const life = at(3);
    applyInOrder(life, { events: events(4), timeline: timeline(6, { status: 'graded' }) });
    applyInOrder(life, { events: events(5), timeline: timeline(5) });
    expect(inspectionOf(life)).toMatchObject({ appliedSeq: 5, status: 'graded' });
  });
});

describe('a run that another began', () => {
  const carried = { shape: 1, appliedSeq: 4, timeline: timeline(4) };

  it('goes on with what that left', () => {
    expect(beginLife({ ...args, carried })).toMatchObject({ appliedSeq: 4, timeline: { version: 4 } });
  });

  it('asks the record where that was of another shape', () => {
    const older = { ...args, carried: { ...carried, shape: 0 } };
    expect(beginLife(older)).toMatchObject({ appliedSeq: 0, timeline: null });
    const file = { ...args, carried: { caseId: 'x', version: 4, status: 'lead' } };
    expect(beginLife(file as unknown as typeof older)).toMatchObject({ appliedSeq: 0, timeline: null });
  });
});

describe('a stream too large for one answer', () => {
  it('is asked for on and on, each time after what has come, until it is whole', async () => {
    const asked: SettleRequest[] = [];
    const settle = (request: SettleRequest) => {
      asked.push(request);
      const from = request.appliedSeq;
      const page = { events: events(from + 1, from + 2), timeline: timeline(5), now: '2026-01-05T01:00:00.000Z' };
      return Promise.resolve({ outcome: 'settled' as const, ...page, ...(from < 3 ? { more: true as const } : {}) });
    };
    const life = beginLife(args);
    await begin(life, { settle } as unknown as WorkflowRuntime);
    expect(asked.map(({ appliedSeq, pages }) => [appliedSeq, pages])).toEqual([
      [0, true],
      [2, true],
      [4, true],
    ]);
    expect(life).toMatchObject({ appliedSeq: 6, wanted: 0 });
  });
});
