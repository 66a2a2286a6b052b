import { FiledTextBody } from '../bodies';
import { commandBody } from '../command-body';

export const fileMinutes = commandBody(
  'file-minutes',
  { name: '提交约谈纪要', does: '主办单位提交约谈纪要。' },
  FiledTextBody,
  ({ text, attachmentIds = [] }) => ({
    text,
    attachmentIds,
  }),
);
