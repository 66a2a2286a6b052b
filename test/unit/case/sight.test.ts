import type { CaseFile } from '../../../domain/case/file';
import { admitToCase, showsProtection, showsSource, sightOf, type Tried } from '../../../domain/case/sight';
import { readScope } from '../../../domain/people/reading';
import { Play } from './play';

const play = new Play().rectifying();

describe('how much of a case somebody is shown (settled 6.2)', () => {
  it.each([
    ['who rectifies', 'ens', 'subject'],
    ['who reads the whole town', 'ofc', 'whole'],
    ['who audits', 'au', 'whole'],
    ['who has only reported it', 'rp', 'reporter'],
  ])('%s', (_who, personId, sight) => {
    expect(sightOf(play.file, play.contextOf(personId))).toBe(sight);
  });

  it('whole alone tells that a source is protected; the side that rectifies is not told where it came from', () => {
    expect((['whole', 'subject', 'reporter'] as const).map(showsProtection)).toEqual([true, false, false]);
    expect((['whole', 'subject', 'reporter'] as const).map(showsSource)).toEqual([true, false, true]);
  });
});

describe('who was to decide what the system has taken off the table', () => {
  const deciding: Tried = { type: 'decide-proposal', proposalId: 'p1' };
  const asking = play.contextOf('ow');
  const [own] = readScope('ow', asking.actor.posts, asking.directory)?.keys ?? [];
  const overtaken = (id: string, asked: string[]): CaseFile => ({
    ...play.file,
    subjects: [],
    overtaken: [
      { id: 'p0', command: 'void', asked: [] },
      { id, command: 'void', asked },
    ],
  });

  it('is still answered about it, and about nothing else', () => {
    expect(own).toBeDefined();
    expect(admitToCase(overtaken('p1', [own ?? '']), deciding, asking)).toBeNull();
    expect(admitToCase(overtaken('p2', [own ?? '']), deciding, asking)).toMatchObject({ reason: 'not-your-case' });
    expect(admitToCase(overtaken('p1', ['somebody else']), deciding, asking)).toMatchObject({ code: 'forbidden' });
    expect(admitToCase(overtaken('p1', []), deciding, asking)).toMatchObject({ code: 'forbidden' });
  });

  it('is no stranger of another town, who hears that there is no such case', () => {
    const stranger = { ...asking, actor: { personId: 'nobody', posts: [], aliases: [] } };
    expect(admitToCase(overtaken('p1', [own ?? '']), deciding, stranger)).toMatchObject({ code: 'not-found' });
  });
});
