import { paperOf } from '../case/recording';
import { ACTS } from './acts';
import { record, type Recording } from './recording';

/** Approval: the paper is numbered, and what the act asks for is owed. */
export const approve = (recording: Recording): void => {
  const { context, file } = recording;
  const row = ACTS[file.act];
  const documentId = `${file.escalationId}-d${String(file.version + 1)}`;
  const paper = paperOf(context, documentId, row.paper, file.hostUnitId);
  record(recording, 'approved', { paper, arms: row.arms(recording) });
};
