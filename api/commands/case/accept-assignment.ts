import { commandBody } from '../command-body';

/** Body of a command that needs none. */
// eslint-disable-next-line @typescript-eslint/no-extraneous-class -- a DTO without fields refuses every field
class EmptyBody {}

export const acceptAssignment = commandBody(
  'accept-assignment',
  { name: '接受交办', does: '责任单位接受交办，开始承担整改督促。' },
  EmptyBody,
);
