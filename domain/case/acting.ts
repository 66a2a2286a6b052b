import type { Post } from '../people/directory';
import { grantedPosts, type Asking, type Grant, type Stake } from '../people/permit';
import { as } from '../people/who-can';
import type { CaseFile } from './file';
import { readsByPost } from './readers';
import { stakeOf } from './recording';

/**
 * The actor's posts that a right on a case names, in the order in which one is taken: first those that let him read the case,
 * too. Who may not read may not act (settled 3.1), so in any other he could not have acted alone.
 */
export const actingPosts = (grants: Grant[], file: CaseFile, asking: Asking, stake: Stake = stakeOf(file)): Post[] => {
  const posts = grantedPosts(grants, asking, stake);
  if (posts.length < 2) return posts;
  const reading = posts.filter((post) => readsByPost(file, as(asking, post)));
  return [...reading, ...posts.filter((post) => !reading.includes(post))];
};
