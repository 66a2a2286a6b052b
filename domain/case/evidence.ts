import type { AttachmentFact, Context } from '../context';
import { isActor, refuse } from '../people/permit';
import type { Refusal } from '../stream';
import type { Evidence } from './file';

/**
 * An upload belongs to who made it until a case or escalation names it, and then to that one (settled 6.1): for everybody
 * else, of the same town too, it does not exist.
 */
const mayUse = (context: Context, { uploadedBy, usedHere }: AttachmentFact): boolean =>
  usedHere === true || isActor(context, uploadedBy);

/** Resolves attachment ids to what was uploaded, or refuses with the pointer of the field. */
export const evidenceOf = (context: Context, ids: string[], pointer: string): Evidence[] | Refusal => {
  const found: Evidence[] = [];
  for (const [index, id] of ids.entries()) {
    const attachment = context.lookups.attachment(id);
    if (attachment === undefined || !mayUse(context, attachment)) {
      const message = '附件不存在，或不是您本人上传的，请由您本人先上传。';
      return refuse('validation', 'attachment-unknown', message, [], `${pointer}/${String(index)}`);
    }
    found.push({ attachmentId: attachment.attachmentId, sha256: attachment.sha256 });
  }
  return found;
};

/** Ids of the uploads that the body of an event names, of cases and escalations alike. */
export const uploadsNamedIn = (body: unknown): string[] => {
  if (Array.isArray(body)) return body.flatMap(uploadsNamedIn);
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([field, inner]: [string, unknown]) => {
    if (field === 'attachmentId' && typeof inner === 'string') return [inner];
    if (field === 'attachmentIds' && Array.isArray(inner)) return inner.filter((id) => typeof id === 'string');
    return uploadsNamedIn(inner);
  });
};

/** Narrowing for the two outcomes of {@link evidenceOf}. */
export const isRefusal = (value: object): value is Refusal => 'code' in value && 'reason' in value;

/**
 * True when the actor uploaded at least one of them under his own name (the re-checker's own photo, X-50). A photo of his
 * protected report does not count: it would tell whose it is.
 */
export const hasOwn = (context: Context, ids: string[]): boolean =>
  ids.some((id) => {
    const attachment = context.lookups.attachment(id);
    return attachment?.uploadedBy === context.actor.personId;
  });
