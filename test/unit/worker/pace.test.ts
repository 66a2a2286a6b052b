import { createPace } from '../../../worker/pace';

const times = async (count: number, turn: () => Promise<void>): Promise<number> => {
  const startedAt = performance.now();
  for (let i = 0; i < count; i += 1) await turn();
  return performance.now() - startedAt;
};

describe('the pace', () => {
  it('lets no more through than it says', async () => {
    const pace = createPace(() => 100);
    expect(await times(30, () => pace.turn())).toBeGreaterThan(150);
  });

  it('follows a rate that changes', async () => {
    let perSecond = 10;
    const pace = createPace(() => perSecond);
    await times(2, () => pace.turn());
    perSecond = 1_000;
    await pace.turn();
    expect(await times(20, () => pace.turn())).toBeLessThan(200);
  });

  it('counts callers together', async () => {
    const pace = createPace(() => 100);
    const startedAt = performance.now();
    await Promise.all(Array.from({ length: 30 }, () => pace.turn()));
    expect(performance.now() - startedAt).toBeGreaterThan(150);
  });
});
