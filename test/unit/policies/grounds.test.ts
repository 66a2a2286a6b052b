import { isGroundForOrder } from '../../../domain/case/ordering';
import { loadPack } from '../../../policies';

/** Types of which nobody is ordered anything: a protected person is helped. */
const NEVER_ORDERED = ['household'];

describe('the grounds of an order', () => {
  it.each(['policies/baihe-2025/1.1.0.yaml', 'policies/drill/1.1.0.yaml'])(
    '%s names a law for every type that an order may concern',
    (path) => {
      const pack = loadPack(path);
      const grounds = pack.clauses.filter(isGroundForOrder).map(({ id }) => id);
      const without = pack.hazardTypes.filter(({ clauseIds }) => !clauseIds.some((id) => grounds.includes(id)));
      expect(without.map(({ id }) => id)).toEqual(NEVER_ORDERED);
    },
  );

  it('are neither the words of the notice nor a standard that only tells what is 重大', () => {
    const pack = loadPack('policies/baihe-2025/1.1.0.yaml');
    const clause = (id: string) => pack.clauses.find((row) => row.id === id)!;
    expect(isGroundForOrder(clause('xiaofang-28'))).toBe(true);
    expect(isGroundForOrder(clause('baihe-construction'))).toBe(false);
    expect(isGroundForOrder(clause('gb35181-2025'))).toBe(false);
  });
});
