import { cancel } from '../../deadlines';
import { refuse } from '../../people/permit';
import type { Refusal } from '../../stream';
import type { CaseFile } from '../file';
import { underOrder } from '../issuing';
import { actorDid } from '../parts';
import { emit } from '../turn';
import { withdrawOpen } from '../withdrawing';
import { actRule } from './rule';

const noServedOrder = (file: CaseFile): Refusal | null =>
  !underOrder(file)
    ? null
    : refuse('illegal-transition', 'order-stands', '责令文书已送达，须先撤销该责令，再认定不属实。', [
        'EFh',
        'ST',
        'DS',
      ]);

const noControl = (file: CaseFile): Refusal | null =>
  file.controls.length === 0
    ? null
    : refuse('illegal-transition', 'control-still-on', '临时管控尚未解除，不能认定不属实。', ['EFo', 'ST', 'DS', 'L2']);

/** T2v, up to the application for a re-check (settled 1.3): the papers become void, their numbers stay. */
export const voiding = actRule({
  from: ['lead', 'registered', 'graded', 'assigned', 'notified', 'rectifying', 'awaiting-recheck'],
  needs: [noServedOrder, noControl],
  proposer: [
    (file, context) =>
      file.status === 'lead' && actorDid(file, context, ['report'])
        ? refuse('sod-violation', 'reporter-verifies', '上报人不得单独认定自己上报的线索。', [
            'OFc',
            'LDc',
            'RU',
            'EFo',
            'ST',
            'DS',
          ])
        : null,
  ],
  carryOut: (turn, proposal) => {
    emit(turn, 'voided', { reason: proposal.reason, ...cancel(turn.file.deadlines, 'void') });
    withdrawOpen(turn, 'case-void');
    return null;
  },
});
