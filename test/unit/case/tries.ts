import type { Allowed } from '../../../domain/case/allowed';
import type { CaseCommand, CaseCommandType } from '../../../domain/case/commands';
import type { AttachmentFact, Context } from '../../../domain/context';
import { bodiesOf } from '../../../verification/simulation/bodies';
import { notified, planTo } from './major-scenes';
import { confirming, NOW, order, ordered } from './second-scenes';
import { baihe } from './baihe-town';
import { Play } from './play';
import { aPhoto } from './shots';

/** Cases in the states that they pass through. */
export const PLAYS: [string, () => Play][] = [
  ['lead', () => new Play().reported()],
  ['registered', () => new Play().registered()],
  ['graded', () => new Play().graded()],
  ['assigned', () => new Play().assigned()],
  ['sent back', () => new Play().assigned().act('vgm', { type: 'refuse-assignment', reason: '非本村' })],
  ['accepted', () => new Play().accepted()],
  ['noticed', () => new Play().noticed()],
  ['rectifying', () => new Play().rectifying()],
  ['awaiting', () => new Play().rectifying().awaiting()],
  ['being re-checked', () => new Play().rectifying().awaiting().act('ldc', { type: 'start-recheck' })],
  ['to be closed', () => new Play().rectifying().awaiting().passed()],
  ['watched', () => new Play().closed()],
  ['under an order', () => ordered(false)],
  ['under an order, to be re-checked', () => ordered()],
  [
    'to be ordered',
    () => {
      const play = new Play(baihe, NOW).accepted();
      play.act('efo1', order('efo2'));
      return play.act('efo2', confirming(play));
    },
  ],
  ['a 重大 to be planned', () => notified('2026-03-31')],
  ['a 重大 whose plan is reviewed', () => notified('2026-03-31').act('ens', planTo('2026-02-27'))],
];

const photos = new Map<string, AttachmentFact>();

/** What somebody decides in, with the photos of these bodies. */
export const contextOf = (play: Play, personId: string): Context => {
  const context = play.contextOf(personId);
  return { ...context, lookups: { ...context.lookups, attachment: (id) => photos.get(id) } };
};

/** Bodies with which somebody may try what a button offers. */
export const commandsFor = (play: Play, who: string, { command, act, proposalId, askId }: Allowed): CaseCommand[] => {
  const { policy, directory, subjects } = play.world;
  const photo = (of = who): string => {
    const taken = aPhoto(`${of}-p${String(photos.size)}`, of, play.now);
    photos.set(taken.attachmentId, taken);
    return taken.attachmentId;
  };
  const subjectIds = subjects.map(({ subjectId }) => subjectId);
  const scene = { file: play.file, policy, directory, now: play.now, who, subjectIds, photo };
  return bodiesOf(scene, [command as CaseCommandType]).filter(
    (one) =>
      (act === undefined || !('act' in one) || one.act === act) &&
      (proposalId === undefined || !('proposalId' in one) || one.proposalId === proposalId) &&
      (askId === undefined || !('askId' in one) || one.askId === askId),
  );
};

/** Everybody who holds a post. */
export const people = (play: Play): string[] => [
  ...new Set(play.world.directory.posts.map(({ personId }) => personId)),
];
