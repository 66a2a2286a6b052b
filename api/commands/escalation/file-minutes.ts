import { FiledTextBody } from '../bodies';
import { commandBody } from '../command-body';

export const fileMinutes = commandBody('file-minutes', FiledTextBody, ({ text, attachmentIds = [] }) => ({
  text,
  attachmentIds,
}));
