import type { Schemas } from '../../api/typed';
import type { FieldSchema } from '../../forms/schema';

/** Which command of which case or escalation. */
export interface CommandTarget {
  stream: 'cases' | 'escalations';
  id: string;
  command: string;
  act?: string | undefined;
  proposalId?: string | undefined;
  askId?: string | undefined;
}

/** What a command asks, as the API draws it for this case and this person. */
export type FormAnswer = Omit<Schemas['FormAnswer'], 'schema'> & { schema: FieldSchema };

/** What a command would do. */
export type PreviewAnswer = Schemas['PreviewAnswer'];

const base = ({ stream, id }: CommandTarget): string => `/api/v1/${stream}/${encodeURIComponent(id)}`;

export const commandAddress = (target: CommandTarget): string => `${base(target)}/commands/${target.command}`;

/** What tells one command of a case from another, for drafts and lists. */
export const nameOfTarget = ({ stream, id, command, act, proposalId, askId }: CommandTarget): string =>
  [stream, id, command, act, proposalId, askId].filter((part) => part !== undefined).join('/');
