import { ROLES } from '../../../../domain/people/roles';
import { Play } from '../play';
import { aPost } from '../../../support/a-post';
import { proposing } from './proposals';

const close = proposing('close');
const reviewed = (): Play => new Play().rectifying().awaiting().passed();

describe('propose close', () => {
  it('is recorded by the system alone, in the act that passes the re-check, with the clock of its decision', () => {
    const play = new Play().rectifying().awaiting();
    const passed = play.types().length;
    play.passed();
    expect(play.types().slice(passed)).toEqual(expect.arrayContaining(['recheck-passed', 'proposal-opened']));
    const [proposal] = play.file.proposals;
    expect(proposal).toMatchObject({ act: 'close', by: { kind: 'system' }, steps: [{ roles: ['OFd'] }] });
    expect(play.file.deadlines).toContainEqual(
      expect.objectContaining({ clock: 'decision', ref: proposal?.proposalId, state: 'armed' }),
    );
  });

  it.each(['ldc', 'ofd', 'efh', 'ds1', 'l2', 'vgm', 'ens'])('is refused to a person, whoever he is: %s', (personId) => {
    const play = reviewed();
    const before = play.types();
    expect(play.attempt(personId, close)).toMatchObject({
      code: 'forbidden',
      reason: 'opened-by-system',
      whoCan: [],
    });
    expect(play.types()).toEqual(before);
  });

  it('is refused to every role there is, in a state that has nothing to close as in one that has', () => {
    for (const play of [new Play().rectifying(), reviewed()]) {
      for (const role of ROLES) {
        play.world.directory.posts = play.world.directory.posts.filter((post) => post.personId !== 'anybody');
        play.world.directory.posts.push(aPost('anybody', role, 'baihe'));
        expect([role, play.attempt('anybody', close)?.code]).toEqual([role, 'forbidden']);
      }
    }
  });

  it('stays silent after a failed re-check: there is nothing to decide', () => {
    const play = new Play()
      .rectifying()
      .awaiting()
      .act('ldc', { type: 'start-recheck' })
      .act('ldc', { type: 'record-recheck', result: 'failed', findings: '未整改', attachmentIds: ['ldc-1'] });
    expect(play.file).toMatchObject({ status: 'rectifying', proposals: [] });
  });
});
