import { allowedCommands } from '../../../domain/case/allowed';
import { decideCase } from '../../../domain/case/decide';
import type { Post } from '../../../domain/people/directory';
import { as } from '../../../domain/people/who-can';
import { aPost } from '../../support/a-post';
import { commandsFor, contextOf, people, PLAYS } from './tries';

/** Posts that have nothing to do with the cases of these plays, and come before all others of whoever holds them. */
const ELSEWHERE = [
  ['VGg', 'cunju'],
  ['RU', 'pingan'],
] as const;

describe.each(PLAYS)('on a case that is %s', (_, make) => {
  it.each(ELSEWHERE)(
    'the log names a post that could have done it alone where there is one, also of who is %s elsewhere',
    (role, unit) => {
      const play = make();
      const { directory } = play.world;
      directory.posts = [...people(play).map((who) => aPost(who, role, unit)), ...directory.posts];
      const wrong = people(play).flatMap((who) =>
        allowedCommands(play.file, contextOf(play, who)).flatMap((button) => {
          const tried = button.allowed ? commandsFor(play, who, button) : [];
          return tried.flatMap((command) => {
            const context = contextOf(play, who);
            const decided = decideCase(play.file, command, context);
            if ('refusal' in decided) return [];
            const signed = decided.drafts.flatMap(({ signer }) =>
              signer.kind === 'person' && signer.personId === who && signer.post !== undefined ? [signer.post] : [],
            );
            return signed.flatMap((named) => {
              const post = context.actor.posts.find((held) => held.role === named.role && held.unitId === named.unitId);
              if (post === undefined) return [`${who} ${command.type}: no post ${named.role} of ${named.unitId}`];
              const alone = (held: Post): boolean => !('refusal' in decideCase(play.file, command, as(context, held)));
              return !alone(post) && context.actor.posts.some(alone)
                ? [`${who} ${command.type} ${named.role}@${named.unitId}`]
                : [];
            });
          });
        }),
      );
      expect([...new Set(wrong)]).toEqual([]);
    },
  );
});
