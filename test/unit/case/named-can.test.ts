import { COMMANDS, type CaseCommand, type DirectType } from '../../../domain/case/commands';
import type { CaseProposalAct } from '../../../domain/case/proposal';
import { ACTS } from '../../../domain/case/proposals';
import type { Refusal } from '../../../domain/stream';
import { aPost } from '../../support/a-post';
import { allowedCommands } from '../../../domain/case/allowed';
import { knowsByPost } from '../../../domain/case/readers';
import { as } from '../../../domain/people/who-can';
import { admitToCase } from '../../../domain/case/sight';
import { decideCase } from '../../../domain/case/decide';
import { confirming, NOW, order } from './second-scenes';
import { baihe } from './baihe-town';
import { Play } from './play';
import { commandsFor, contextOf, people, PLAYS } from './tries';

const TYPES = Object.keys(COMMANDS) as DirectType[];
const ACT_NAMES = Object.keys(ACTS) as CaseProposalAct[];

const refusalOf = (play: Play, who: string, command: CaseCommand): Refusal | null => {
  const decided = decideCase(play.file, command, contextOf(play, who));
  return 'refusal' in decided ? decided.refusal : null;
};

/** What these bodies get wrong themselves: their date is not later than that of a 重大 of these plays. */
const OF_THE_BODY = ['not-later'];

describe('who is named as able', () => {
  it.each(PLAYS)('on a case that is %s can open it', (_, make) => {
    const play = make();
    const { directory } = play.world;
    const wrong = people(play).flatMap((who) =>
      allowedCommands(play.file, contextOf(play, who)).flatMap(({ command, act, reason }) =>
        (reason?.whoCanDo ?? []).flatMap(({ role, unitId }) => {
          if (unitId === null) return [];
          const named = directory.posts.filter((post) => post.role === role && post.unitId === unitId);
          const opens = named.some((post) => knowsByPost(play.file, as(contextOf(play, post.personId), post)));
          return opens ? [] : [`${who} ${command} ${act ?? ''}: ${role} of ${unitId}`];
        }),
      ),
    );
    expect(wrong).toEqual([]);
  });
});

/** Refused for who he is, whatever the case. */
const BARRED = ['not-your-case', 'not-your-task', 'not-your-proposal', 'not-the-reporter'];

describe.each(PLAYS)('on a case that is %s', (_, make) => {
  it('whoever may not read it is sent to roles that may do it', () => {
    const play = make();
    const { directory } = play.world;
    directory.posts = [...directory.posts, aPost('vgg-other', 'VGg', 'cunju'), aPost('ru-other', 'RU', 'pingan')];
    const all = [...TYPES.map((command) => ({ command })), ...ACT_NAMES.map((act) => ({ command: 'propose', act }))];
    const tried = all.flatMap(({ command, ...act }) => {
      const asked = { command, ...act, allowed: true };
      const [body] = commandsFor(play, 'ldc', asked);
      return body === undefined ? [] : [body];
    });
    const wrong = people(play).flatMap((who) =>
      tried.flatMap((command) => {
        const refusal = refusalOf(play, who, command);
        if (refusal?.reason !== 'not-your-case') return [];
        return refusal.whoCan.flatMap((role) => {
          const held = directory.posts.filter((post) => post.role === role);
          const can = held.some((post) => !BARRED.includes(refusalOf(play, post.personId, command)?.reason ?? ''));
          return held.length === 0 || can ? [] : [`${who} ${command.type}: ${role}`];
        });
      }),
    );
    expect([...new Set(wrong)]).toEqual([]);
  });

  it('what is allowed is taken with some body', () => {
    const play = make();
    const wrong = people(play).flatMap((who) =>
      allowedCommands(play.file, contextOf(play, who)).flatMap((button) => {
        if (!button.allowed) return [];
        const tried = commandsFor(play, who, button).map((one) => decideCase(play.file, one, contextOf(play, who)));
        const reasons = tried.flatMap((one) => ('refusal' in one ? [one.refusal.reason] : []));
        return reasons.length < tried.length || reasons.some((reason) => OF_THE_BODY.includes(reason))
          ? []
          : [`${who} ${button.command} ${button.act ?? ''} ${reasons.join()}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('nobody is sent to himself, and whoever he is sent to is not refused for who he is', () => {
    const play = make();
    const { posts } = play.world.directory;
    const wrong = people(play).flatMap((who) =>
      allowedCommands(play.file, contextOf(play, who)).flatMap((button) => {
        const { reason } = button;
        if (reason === undefined) return [];
        return reason.whoCanDo.flatMap(({ role, unitId, another }) => {
          const held = posts.filter((post) => post.role === role && (unitId === null || post.unitId === unitId));
          const himself = !another && held.some(({ personId }) => personId === who);
          const isForUs = ['not-your-task', 'not-your-proposal', 'not-your-decision', 'subject-acts'];
          const can = held.some(({ personId }) => {
            const theirs = allowedCommands(play.file, contextOf(play, personId)).find(
              (one) => one.command === button.command && one.act === button.act && one.proposalId === button.proposalId,
            );
            return theirs?.reason === undefined || !isForUs.includes(theirs.reason.code);
          });
          const refused = unitId !== null && isForUs.includes(reason.code) && !can;
          return himself || refused ? [`${who} ${button.command} ${button.act ?? ''} ${role} ${String(unitId)}`] : [];
        });
      }),
    );
    expect(wrong).toEqual([]);
  });
});

describe('a refusal before its time', () => {
  it('says that it is not yet, to whoever holds a role of it; who holds none hears that', () => {
    const reasonOf = (play: Play, who: string, type: 'accept-assignment' | 'record-service') =>
      allowedCommands(play.file, contextOf(play, who)).find(({ command }) => command === type)?.reason?.code;
    expect(reasonOf(new Play().graded(), 'ldc', 'accept-assignment')).toBe('not-from-graded');
    expect(reasonOf(new Play().graded(), 'efo1', 'accept-assignment')).toBe('not-your-task');
    expect(reasonOf(new Play().accepted(), 'ldc', 'record-service')).toBe('nothing-to-serve');
    expect(reasonOf(new Play().assigned(), 'ldc', 'accept-assignment')).toBe('not-your-task');
  });

  it('is not told to strangers, but to who was to decide what the system withdrew', () => {
    const play = new Play().graded();
    const file = { ...play.file, overtaken: [{ id: 'p', command: 'void', asked: ['decides:DS@qu-yingji'] }] };
    const admitted = (proposalId: string) =>
      admitToCase(file, { type: 'decide-proposal', proposalId }, contextOf(play, 'ds2'))?.reason;
    expect([admitted('p'), admitted('q')]).toEqual([undefined, 'not-your-case']);
  });

  it('of a second officer whose first has gone is not that his own unit cannot order', () => {
    const play = new Play(baihe, NOW).accepted();
    play.act('efo1', order('efo2'));
    const ask = confirming(play);
    play.world.directory.posts = play.world.directory.posts.filter(({ personId }) => personId !== 'efo1');
    const refusal = play.attempt('efo2', ask);
    expect(refusal).toMatchObject({ code: 'illegal-transition', reason: 'overtaken' });
    expect(refusal?.message).not.toContain('本单位');
  });
});
