import { cancel, meet } from '../../deadlines';
import { bothSides } from '../audience';
import { notHeard } from '../hearing';
import { notProtected } from '../protection';
import { publisherOf } from '../publisher';
import { record } from '../recording';
import { proposerRefusal, talkedToRefusal } from '../separation';
import type { EscalationCommandSlice } from '../slice';

export interface Publish {
  type: 'publish';
  channel: string;
}

export interface Facts {
  published: { channel: string };
}

/** The approved circular goes out, which completes it. */
export const publish: EscalationCommandSlice<Publish, Facts> = {
  type: 'publish',
  acts: ['circular'],
  from: ['approved'],
  grants: (file, asking) => [publisherOf(file, asking)],
  guards: [talkedToRefusal, proposerRefusal, notProtected, notHeard],
  run: (recording, { channel }) => {
    record(recording, 'published', { channel, ...meet(recording.file.deadlines, 'publish', recording.context.now) });
    record(recording, 'completed', { why: 'published', ...cancel(recording.file.deadlines, 'completed') });
    return null;
  },
  records: { published: (_, { at, body: { channel } }) => ({ publishedAt: at, channel }) },
  tells: { published: bothSides },
};
