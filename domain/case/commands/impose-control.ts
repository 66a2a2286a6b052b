import { actingPosts } from '../acting';
import { civilDateOf, type CivilDate } from '../../clock/civil';
import type { Context } from '../../context';
import { RIGHTS } from '../../people/authority';
import type { Post } from '../../people/directory';
import { signAs } from '../../people/permit';
import type { Refusal } from '../../stream';
import { everyScopeTaken, recordControl, scopeRefusal, untilRefusal } from '../control';
import { isRefusal } from '../evidence';
import { OPEN, type CaseFile, type Control } from '../file';
import { on } from '../fold-overlays';
import { withPart } from '../fold-parts';
import { guardRefusal } from '../guard';
import { isCertified, notCertified } from '../officers';
import { hasPowerIn, noPowerHere } from '../power';
import type { CommandSlice } from '../slice';

export interface ImposeControl {
  type: 'impose-control';
  scope: string;
  measures: string;
  until: CivilDate;
  guardPersonId: string;
}

export interface Facts {
  'control-imposed': { control: Control };
}

/** Posts that may impose by law, each in its own matter (settled 1.5), or on own premises. */
const imposingPosts = (file: CaseFile, context: Context): Post[] =>
  actingPosts(RIGHTS['impose-control'], file, context).filter(
    (post) => post.subjectId !== null || hasPowerIn(file, context, post),
  );

/** Of those the one in which it is imposed today: force by law takes a valid certificate, as an order does (settled 1.1). */
const imposingPost = (file: CaseFile, context: Context): Post | Refusal => {
  const posts = imposingPosts(file, context);
  if (posts.length === 0) return noPowerHere();
  return posts.find((post) => post.subjectId !== null || isCertified(post, civilDateOf(context.now))) ?? notCertified();
};

/** T5i: by law or on one's own premises, directly; everybody else proposes. */
export const imposeControl: CommandSlice<ImposeControl, Facts> = {
  type: 'impose-control',
  grants: RIGHTS['impose-control'],
  bySubject: true,
  from: OPEN,
  guards: [
    everyScopeTaken,
    (file, context) => {
      const post = imposingPost(file, context);
      return isRefusal(post) ? post : null;
    },
  ],
  run: (recording, command) => {
    const { file, context } = recording;
    const refusal =
      scopeRefusal(file, context, command.scope) ??
      untilRefusal(file, context, command.until) ??
      guardRefusal(context, command.guardPersonId);
    if (refusal) return refusal;
    const post = imposingPost(file, context);
    if (isRefusal(post)) return post;
    recording.signer = signAs(context, post);
    const { scope, measures, until, guardPersonId } = command;
    recordControl(recording, { scope, measures, until, guardPersonId });
    return null;
  },
  records: {
    'control-imposed': (file, { body: { control } }) => ({
      controls: [...file.controls, control],
      overlays: on(file.overlays, 'interim-control'),
      parts: withPart(file, 'impose-control', control.imposedBy),
    }),
  },
};
