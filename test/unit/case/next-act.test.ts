import { allowedCommands, type Allowed } from '../../../domain/case/allowed';
import { Play } from './play';

const buttons = (play: Play, personId: string): Allowed[] => allowedCommands(play.file, play.contextOf(personId));

const nextOf = (play: Play, personId: string): string[] =>
  buttons(play, personId).flatMap(({ command, act, next }) =>
    next === true ? [act === undefined ? command : `${command} ${act}`] : [],
  );

describe('the act that is due next', () => {
  it.each<[string, () => Play, string, string[]]>([
    ['a lead', () => new Play().reported(), 'ofc', ['verify']],
    ['a lead, for who reported it and owes nothing', () => new Play().reported(), 'vgg', []],
    ['a graded one', () => new Play().graded(), 'ofc', ['assign']],
    ['an assigned one', () => new Play().assigned(), 'vgm', ['accept-assignment']],
    ['an accepted one without a paper', () => new Play().accepted(), 'ldc', ['issue-notice']],
    [
      'one whose paper waits: it is served before another is issued',
      () => new Play().noticed(),
      'ldc',
      ['record-service'],
    ],
    ['a served one', () => new Play().rectifying(), 'ens', ['request-recheck']],
    ['one that waits for a re-check', () => new Play().rectifying().awaiting(), 'ldc', ['start-recheck']],
    [
      'one whose closing was proposed',
      () => new Play().rectifying().awaiting().passed(),
      'ofd',
      ['decide-proposal close'],
    ],
    ['a closed one', () => new Play().closed(), 'vgg', ['record-watch-visit']],
  ])('of %s meets the clock that its reader owes', (_, play, personId, expected) => {
    expect(nextOf(play(), personId)).toEqual(expected);
  });

  it('is said to be too early, and nobody to be missing, of what only a later state has', () => {
    const accept = buttons(new Play().reported(), 'ofc').find(({ command }) => command === 'accept-assignment');
    expect(accept?.reason?.message).toContain('此操作只能在');
    expect(accept?.reason?.message).not.toContain('没有其他人员');
  });
});
