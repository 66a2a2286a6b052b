import { follow } from '../../../workflows/follow';

interface Tally {
  version: number;
  seen: number[];
}

const evolve = (file: Tally | null, event: { seq: number }): Tally => ({
  version: event.seq,
  seen: [...(file?.seen ?? []), event.seq],
});

const events = (...seqs: number[]) => seqs.map((seq) => ({ seq }));
const at = (version: number): Tally => ({ version, seen: [] });

describe('following a stream', () => {
  it('starts with the first event', () => {
    expect(follow(null, events(1, 2), evolve)).toEqual({ file: { version: 2, seen: [1, 2] }, gap: false });
  });

  it('ignores what was applied before', () => {
    expect(follow(at(3), events(1, 2, 3), evolve)).toEqual({ file: at(3), gap: false });
  });

  it('applies events in order, whatever the order of arrival', () => {
    expect(follow(at(3), events(6, 4, 5, 4), evolve).file?.seen).toEqual([4, 5, 6]);
  });

  it('stops before a gap and says so', () => {
    expect(follow(at(3), events(4, 6), evolve)).toEqual({ file: { version: 4, seen: [4] }, gap: true });
  });

  it('asks for the beginning when only later events have come', () => {
    expect(follow(null, events(7), evolve)).toEqual({ file: null, gap: true });
  });
});
