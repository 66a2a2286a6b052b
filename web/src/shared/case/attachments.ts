import type { Schemas } from '../../api/typed';

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const idsIn = (held: unknown): string[] =>
  !Array.isArray(held)
    ? []
    : held.flatMap((one: unknown) =>
        isObject(one) && typeof one['attachmentId'] === 'string' ? [one['attachmentId']] : [],
      );

/** Attachments that an event brought, by the field that names them. */
export const attachmentsOf = ({ body }: Schemas['CaseEventAnswer']): [field: string, attachmentIds: string[]][] =>
  !isObject(body)
    ? []
    : Object.entries(body)
        .map(([field, held]): [string, string[]] => [field, idsIn(held)])
        .filter(([, ids]) => ids.length > 0);
