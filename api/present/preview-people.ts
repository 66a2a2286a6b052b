import { civilDateOf } from '../../domain/clock/civil';
import { postsOf, type Directory, type Post } from '../../domain/people/directory';
import { ROLE_NAMES } from '../../domain/people/roles';
import type { Telling } from '../../domain/people/telling';
import type { EffectAnswer } from '../answers/preview';
import { textOf } from './message';

export const unitName = ({ units }: Directory, unitId: string): string => units[unitId]?.name ?? unitId;

/** A post as people know it; who stands for a subject is none of the people of the unit where he is registered. */
const postName = (directory: Directory, { role, unitId, subjectId }: Post): string =>
  subjectId === null ? `${unitName(directory, unitId)}${ROLE_NAMES[role]}` : `责任主体一方（${ROLE_NAMES[role]}）`;

/** Whom a message goes to, by posts and how many; who reported stands nowhere. */
const namesOf = (personIds: readonly string[], { directory, now }: { directory: Directory; now: string }): string[] => {
  const today = civilDateOf(now);
  const names = personIds.flatMap((personId) => {
    const [post] = postsOf(directory, personId, today).filter(({ role }) => role !== 'RP');
    return post === undefined ? [] : [postName(directory, post)];
  });
  return [...Map.groupBy(names, (name) => name)].map(([name, same]) => `${name}${same.length}人`);
};

/** Whom it would be told, and in which words. */
export const toldEffects = (
  tellings: readonly Telling[],
  told: { directory: Directory; now: string },
): EffectAnswer[] =>
  tellings.flatMap(({ personIds, template, data }): EffectAnswer[] => {
    const names = namesOf(personIds, told);
    return names.length === 0
      ? []
      : [{ kind: 'message', text: `通知${names.join('、')}：“${textOf(template, data)}”` }];
  });
