import { paperOf } from '../case/recording';
import { civilDateOf } from '../clock/civil';
import { validOn } from '../people/directory';
import { ACTS } from './acts';
import { standIn } from './host';
import { record, type Recording } from './recording';

/**
 * In whose name a paper goes out: the host's, where the pack lets one of its posts of today issue such a paper; else the
 * office's, and to the office the town government's (documents 4.1, settled 3.4).
 */
const issuerOf = ({ context, file }: Recording, paperType: string): string => {
  const { policy, directory, now } = context;
  const row = policy.papers.find(({ type }) => type === paperType);
  if (row === undefined) return file.hostUnitId;
  const today = civilDateOf(now);
  const mayIssue = directory.posts.some(
    (post) => post.unitId === file.hostUnitId && row.issuers.includes(post.role) && validOn(post, today),
  );
  return mayIssue ? file.hostUnitId : standIn(context, null, file.addressee);
};

/** Approval: the paper is numbered, and what the act asks for is owed. */
export const approve = (recording: Recording): void => {
  const { context, file } = recording;
  const row = ACTS[file.act];
  const documentId = `${file.escalationId}-d${String(file.version + 1)}`;
  const paper = paperOf(context, documentId, row.paper, issuerOf(recording, row.paper));
  record(recording, 'approved', { paper, arms: row.arms(recording) });
};
