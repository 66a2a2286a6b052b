import type { Context } from '../context';
import { refuse, refuseField } from '../people/permit';
import type { Refusal } from '../stream';
import type { CaseFile } from './file';
import { actorDid } from './parts';

/** Who applied for it in this cycle does not re-check (3.3 rule 2); of the subject's side nobody does, by the gate. */
export const notTheRectifier = (file: CaseFile, context: Context): Refusal | null =>
  actorDid(file, context, ['rectify']) ? refuse('sod-violation', 'rectifier-rechecks', '整改一方不得参与复查。') : null;

/** While it is decided whether the hazard is 重大, nothing may pass as mended (settled 1.2). */
export const majorOpen = (file: CaseFile): Refusal | null =>
  file.proposals.some((proposal) => proposal.act === 'confirm-major')
    ? refuse('illegal-transition', 'major-being-decided', '重大隐患认定尚在审批，有结果前不能判定整改合格。', {
        command: 'decide-proposal',
        act: 'confirm-major',
      })
    : null;

/** Photos before and after are lacking, in the field that should name them. */
export const photosMissing = (pointer: string): Refusal =>
  refuseField('photo-missing', '请上传整改前后照片。', pointer);
