import { meet } from '../../deadlines';
import { EF, EN } from '../../people/authority';
import { refuseField } from '../../people/permit';
import { evidenceIn, isRefusal } from '../evidence';
import { OPEN, type Evidence } from '../file';
import { withoutControl } from '../fold-overlays';
import { byImposer, controlMeant, controlOn, expiryOf } from '../imposed-control';
import { record } from '../recording';
import type { CommandSlice } from '../slice';

export interface LiftControl {
  type: 'lift-control';
  scope?: string;
  reason: string;
  attachmentIds: string[];
  reuseReason?: string;
}

export interface Facts {
  /** Of one scope; in events of earlier releases, which name none, of the only control there was. */
  'control-lifted': { scope?: string; reason: string; evidence: Evidence[] };
}

/** By who imposed it or a colleague, after a look at the danger. */
export const liftControl: CommandSlice<LiftControl, Facts> = {
  type: 'lift-control',
  grants: [{ roles: [...EF, 'ST', 'DS', 'L2'] }, { roles: [...EN, 'OW'], relation: 'own' }],
  bySubject: true,
  from: OPEN,
  guards: [controlOn, byImposer],
  run: (recording, command) => {
    const { file, context } = recording;
    const control = controlMeant(file, context, command.scope);
    if (isRefusal(control)) return control;
    const evidence = evidenceIn(context, command);
    if (isRefusal(evidence)) return evidence;
    if (evidence.length === 0) return refuseField('photo-missing', '请上传解除管控前的现场照片。', '/attachmentIds');
    record(recording, 'control-lifted', {
      scope: control.scope,
      reason: command.reason,
      evidence,
      ...meet(expiryOf(file, control), 'control-expiry', context.now),
    });
    return null;
  },
  mayLack: { 'control-lifted': { scope: true } },
  records: {
    'control-lifted': (file, { body }) => withoutControl(file, body.scope),
  },
};
