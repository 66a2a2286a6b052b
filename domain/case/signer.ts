import type { Context } from '../context';
import { DIRECT } from '../people/authority';
import { isActor, refuse, rolesOf } from '../people/permit';
import { othersIn } from '../people/who-can';
import type { Refusal } from '../stream';
import type { CaseFile } from './file';
import { signedOnTheSpot } from './parts';
import { stakeOf } from './recording';

/** Who signed on the spot looks at it again neither as the first nor as the second (roles.md 3.3). */
export const notTheSigner = (file: CaseFile, context: Context): Refusal | null => {
  const signed = signedOnTheSpot(file);
  if (!signed.some((personId) => isActor(context, personId))) return null;
  const grants = DIRECT['record-recheck'];
  const others = othersIn(
    { grants, asking: context, stake: stakeOf(file) },
    ({ personId }) => !signed.includes(personId),
  );
  const whoCan = rolesOf(grants).filter((role) => others.some((post) => post.role === role));
  return refuse('sod-violation', 'signer-rechecks', '即查即改的签字人不得复查自己签字的整改。', whoCan);
};
