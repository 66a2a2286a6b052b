import { RIGHTS } from '../../people/authority';
import { refuse } from '../../people/permit';
import type { Refusal } from '../../stream';
import { recordAssignment } from '../assignment';
import type { CaseFile } from '../file';
import type { CommandSlice } from '../slice';

export interface Reassign {
  type: 'reassign';
  leadUnitId: string;
  responsibleUnitId: string;
  coUnitIds: string[];
  reason: string;
}

const reassignAboveOpen = (file: CaseFile): Refusal | null =>
  file.proposals.some((proposal) => proposal.act === 'reassign-above')
    ? refuse('illegal-transition', 'reassign-above-open', '已两次退回，须由镇分管领导指定责任单位。', {
        command: 'decide-proposal',
        act: 'reassign-above',
      })
    : null;

/** T4 again, after a refusal or before acceptance; recorded as an assignment. */
export const reassign: CommandSlice<Reassign> = {
  type: 'reassign',
  grants: RIGHTS.assign,
  bySubject: 'last',
  from: ['assigned'],
  guards: [
    reassignAboveOpen,
    (file) =>
      file.assignment.accepted ? refuse('illegal-transition', 'already-accepted', '责任单位已签收，不能改派。') : null,
  ],
  run: recordAssignment,
  records: {},
};
