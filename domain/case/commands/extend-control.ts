import { civilDateOf, startOfDay, type CivilDate } from '../../clock/civil';
import type { Context } from '../../context';
import { cancel, joined } from '../../deadlines';
import { EF, EN } from '../../people/authority';
import { grantedPosts, refuse, refuseField, type Grant } from '../../people/permit';
import type { Refusal } from '../../stream';
import { aheadRefusal } from '../ahead';
import { armUntil, longerThanTerm } from '../control';
import { evidenceIn, isRefusal } from '../evidence';
import { OPEN, type CaseFile, type Control, type Evidence } from '../file';
import { byImposer, controlMeant, controlOn, expiryOf, notItsImposer } from '../imposed-control';
import { BY_LAW, isCertified, notCertified } from '../officers';
import { record, stakeOf } from '../recording';
import type { CommandSlice } from '../slice';

export interface ExtendControl {
  type: 'extend-control';
  scope?: string;
  reason: string;
  until: CivilDate;
  attachmentIds: string[];
  reuseReason?: string;
}

export interface Facts {
  'control-extended': {
    scope?: string;
    until: CivilDate;
    reason: string;
    /** None before 0.3.0. */
    evidence?: Evidence[];
  };
}

const GRANTS: Grant[] = [{ roles: [...EF, 'ST', 'DS', 'L2'] }, { roles: [...EN, 'OW'], relation: 'own' }];

/**
 * To prolong force is force: what an authority imposed one of its officers prolongs whose certificate is valid today (settled
 * 1.1). To lift it takes none.
 */
const notCertifiedFor = (file: CaseFile, context: Context, { imposedBy: imposer }: Control): Refusal | null => {
  const own = imposer.kind === 'person' ? imposer.post : undefined;
  if (own === undefined || !BY_LAW.includes(own.role)) return null;
  const today = civilDateOf(context.now);
  const posts = grantedPosts(GRANTS, context, stakeOf(file));
  return posts.some((post) => post.unitId === own.unitId && isCertified(post, today)) ? null : notCertified();
};

/** Of the controls that the actor may prolong at all, one that was not prolonged and for which he has the certificate. */
const noneToExtend = (file: CaseFile, context: Context): Refusal | null => {
  const own = file.controls.filter((control) => notItsImposer(file, context, control) === null);
  const refusals = own.map((control) => extendedAlready(control) ?? notCertifiedFor(file, context, control));
  return refusals.includes(null) ? null : (refusals[0] ?? null);
};

const extendedAlready = ({ extensions = 0, until }: Control): Refusal | null =>
  extensions > 0
    ? refuse(
        'illegal-transition',
        'extended-already',
        `临时管控只能延长一次，已延至 ${until}：到期前须解除，仍有危险的由有权机关另行决定。`,
        { command: 'lift-control' },
      )
    : null;

/** Once, by as long again at the most, to a later day (行政强制法第二十五条; settled 5.6). */
const extensionRefusal = (file: CaseFile, context: Context, control: Control, until: string): Refusal | null => {
  const already = extendedAlready(control);
  if (already) return already;
  if (until <= control.until) return refuseField('not-later', `新的期限须晚于现在的期限 ${control.until}。`, '/until');
  return (
    aheadRefusal(context, until, '管控期限', '/until') ??
    longerThanTerm(file, context, startOfDay(control.until), until)
  );
};

/** T5i: prolonged once with reason and photo; its whole clock moves (settled 5.1, 5.6). */
export const extendControl: CommandSlice<ExtendControl, Facts> = {
  type: 'extend-control',
  grants: GRANTS,
  bySubject: true,
  from: OPEN,
  guards: [controlOn, byImposer, noneToExtend],
  run: (recording, command) => {
    const { file, context } = recording;
    const { scope, until, reason } = command;
    const control = controlMeant(file, context, scope);
    if (isRefusal(control)) return control;
    const refusal = notCertifiedFor(file, context, control) ?? extensionRefusal(file, context, control, until);
    if (refusal) return refusal;
    const evidence = evidenceIn(context, command);
    if (isRefusal(evidence)) return evidence;
    if (evidence.length === 0) return refuseField('photo-missing', '请上传延长管控前的现场照片。', '/attachmentIds');
    record(recording, 'control-extended', {
      scope: control.scope,
      until,
      reason,
      evidence,
      ...joined(cancel(expiryOf(file, control), 'extended', 'control-expiry'), {
        arms: armUntil(recording, { ...control, until }, `临时管控延至 ${until}`),
      }),
    });
    return null;
  },
  mayLack: { 'control-extended': { scope: true, evidence: true } },
  records: {
    'control-extended': (file, { body: { scope, until } }) => ({
      controls: file.controls.map((control) =>
        scope === undefined || control.scope === scope
          ? { ...control, until, extensions: (control.extensions ?? 0) + 1 }
          : control,
      ),
    }),
  },
};
