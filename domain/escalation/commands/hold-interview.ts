import { inTheFuture } from '../../case/claimed';
import { civilDateOf } from '../../clock/civil';
import type { Instant } from '../../clock/instant';
import { meet } from '../../deadlines';
import { refuse, refuseField } from '../../people/permit';
import type { Refusal } from '../../stream';
import { armFor } from '../armings';
import { hostsToday, isTalkedTo, LEADERS, postsOn } from '../host';
import { notProtected } from '../protection';
import { record, type Recording } from '../recording';
import { talkedToRefusal } from '../separation';
import type { EscalationCommandSlice } from '../slice';

export interface HoldInterview {
  type: 'hold-interview';
  heldAt: Instant;
  hostPersonId: string;
  attendees: string[];
}

export interface Facts {
  'interview-held': { heldAt: Instant; hostPersonId: string; attendees: string[] };
}

/** Why this person cannot have hosted on the day of the sitting (settled 5.7, 3.4). */
const hostRefusal = ({ context, file }: Recording, { hostPersonId, heldAt }: HoldInterview): Refusal | null => {
  const pointer = '/hostPersonId';
  const day = civilDateOf(heldAt);
  const posts = postsOn(context, hostPersonId, day);
  if (posts.length === 0) return refuseField('person-unknown', '主持人不存在或约谈当日不在岗。', pointer);
  if (isTalkedTo(file.addressee, context, { personId: hostPersonId, day }))
    return refuse('sod-violation', 'addressee-hosts', '被约谈一方的人员不得主持约谈，请另行指定主持人。', [], pointer);
  return posts.some(({ unitId, role }) => unitId === file.hostUnitId || LEADERS.includes(role))
    ? null
    : refuse('validation', 'host-of-other-unit', '主持人须为主持单位当日在岗的人员，或镇领导。', LEADERS, pointer);
};

/** The sitting: between the decision and now, hosted by a person of the hosting unit; the report is owed from that day (settled 5.7). */
export const holdInterview: EscalationCommandSlice<HoldInterview, Facts> = {
  type: 'hold-interview',
  acts: ['interview'],
  from: ['approved'],
  grants: hostsToday,
  guards: [talkedToRefusal, notProtected],
  run: (recording, command) => {
    const { context, file } = recording;
    const { heldAt, hostPersonId, attendees } = command;
    const early = inTheFuture(context, heldAt, '/heldAt');
    if (early) return early;
    if (file.approvedAt !== null && heldAt < file.approvedAt)
      return refuseField('before-decision', '约谈时间不得早于批准约谈的时间。', '/heldAt');
    const host = hostRefusal(recording, command);
    if (host) return host;
    record(recording, 'interview-held', {
      heldAt,
      hostPersonId,
      attendees,
      ...meet(file.deadlines, 'interview-held', context.now),
      arms: armFor(recording, 'interview-report', file.addressee, { from: heldAt }),
    });
    return null;
  },
  records: { 'interview-held': (_, { body: { heldAt } }) => ({ status: 'held', heldAt }) },
};
