import { allowedCommands, type Allowed } from '../../../domain/case/allowed';
import { isStep, meeting } from '../../../domain/case/next-act';
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

describe('what a case waits for', () => {
  const waitsFor = ({ file }: Play): (string | undefined)[] =>
    file.deadlines
      .filter(({ level, state }) => level === 0 && state !== 'paused')
      .map((due) => {
        const { command, act } = meeting(file, due) ?? {};
        return act === undefined ? command : `${command} ${act}`;
      });

  it.each<[string, () => Play, string[]]>([
    ['a lead', () => new Play().reported(), ['verify']],
    ['an accepted one without a paper', () => new Play().accepted(), ['issue-notice']],
    ['one whose paper waits', () => new Play().noticed(), ['record-service']],
    ['one that waits for a re-check', () => new Play().rectifying().awaiting(), ['start-recheck']],
    ['one whose closing was proposed', () => new Play().rectifying().awaiting().passed(), ['decide-proposal close']],
  ])('is told of %s to whoever asks, by what its state takes', (_, play, expected) => {
    expect(waitsFor(play())).toEqual(expected);
  });

  it('is nothing where time alone ends a clock', () => {
    expect(meeting(new Play().closed().file, { clock: 'watch-end' })).toBeUndefined();
  });

  it('is on its way from the report to the watch; a note, a control or a proposal is beside it', () => {
    const all = [...new Set(buttons(new Play().reported(), 'ofc').map(({ command }) => command))];
    expect(all.filter((command) => !isStep(command)).toSorted()).toEqual([
      'add-note',
      'cancel-order',
      'extend-control',
      'impose-control',
      'lift-control',
      'propose',
      'reassign',
      'withdraw-lead',
      'withdraw-notice',
      'withdraw-proposal',
    ]);
  });

  it('is said to be for other posts where none of those of who asks may do it, and only then', () => {
    const grade = (play: Play, personId: string) =>
      buttons(play, personId).find(({ command }) => command === 'grade')?.reason?.otherPost;
    expect([grade(new Play().registered(), 'vgg'), grade(new Play().assigned(), 'ldc')]).toEqual([true, undefined]);
    const order = buttons(new Play().rectifying(), 'ofc').find(({ act }) => act === 'statutory-order');
    expect(order?.reason?.otherPost).toBe(true);
  });
});
