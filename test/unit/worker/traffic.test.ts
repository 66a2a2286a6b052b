import { createTraffic } from '../../../worker/traffic';

describe('traffic at the door', () => {
  const run = (perSecond: number, seconds: number) => {
    let nowMs = 0;
    const traffic = createTraffic(() => nowMs);
    for (let count = 0; count < perSecond * seconds; count += 1) {
      traffic.committed();
      nowMs += 1000 / perSecond;
    }
    return { traffic, pass: (ms: number) => (nowMs += ms) };
  };

  it('is not busy at fifty commits a second', () => {
    expect(run(50, 5).traffic.isBusy()).toBe(false);
  });

  it('is busy at two hundred commits a second', () => {
    expect(run(200, 5).traffic.isBusy()).toBe(true);
  });

  it('is not busy any more half a second after the last commit', () => {
    const { traffic, pass } = run(1_000, 5);
    expect(traffic.isBusy()).toBe(true);
    pass(500);
    expect(traffic.isBusy()).toBe(false);
  });
});
