import { atRung, side } from '../../../domain/people/audience';
import { aPost } from '../../support/a-post';
import { Scene } from '../escalation/scene';

/** People of an enterprise and an owner who are registered at the town government, as they are where no village is known. */
const scene = new Scene({
  posts: [aPost('boss', 'ENm', 'baihe', { subjectId: 's1' }), aPost('owner', 'OW', 'baihe', { subjectId: 's2' })],
});
const context = { ...scene.world, now: scene.now } as unknown as Parameters<typeof side>[0];

describe('head and clerk of a side', () => {
  it('of the town government are its leaders, and not the enterprises that are registered there', () => {
    const told = side(context, 'unit:baihe');
    expect(told).toEqual(expect.arrayContaining(['l1', 'l2']));
    expect(told).not.toContain('boss');
    expect(told).not.toContain('owner');
  });

  it('of a subject are its own people', () => {
    expect(side(context, 'subject:s2')).toContain('owner');
    expect(side(context, 'subject:s1')).toContain('boss');
    expect(side(context, 'subject:s1')).not.toContain('owner');
  });

  it('are told at a rung of the leaders’ own clock, without those enterprises', () => {
    expect(atRung(context, 'remind', 'unit:baihe', [])).not.toContain('boss');
    expect(atRung(context, 'remind', 'unit:baihe', [])).toContain('l2');
  });
});
