import type { Instant } from '../clock/instant';
import type { AttachmentFact, Context } from '../context';
import { refuseField, isActor } from '../people/permit';
import type { Refusal } from '../stream';
import type { Evidence } from './file';

/**
 * An upload belongs to who made it until a case or escalation names it, and then to that one (settled 6.1): for everybody
 * else, of the same town too, it does not exist.
 */
const mayUse = (context: Context, { uploadedBy, usedHere }: AttachmentFact): boolean =>
  usedHere === true || isActor(context, uploadedBy);

/**
 * Resolves attachment ids to what was uploaded, or refuses with the pointer of the field. A photo serves once as evidence
 * across cases, by its content, unless the same act says why it serves again (settled 6.1).
 */
export const evidenceOf = (
  context: Context,
  ids: string[],
  pointer: string,
  reuseReason?: string,
): Evidence[] | Refusal => {
  const found: Evidence[] = [];
  for (const [index, id] of ids.entries()) {
    const at = `${pointer}/${String(index)}`;
    const which = ids.length === 1 ? '该照片或文件' : `第 ${String(index + 1)} 个照片或文件`;
    const attachment = context.lookups.attachment(id);
    if (attachment === undefined || !mayUse(context, attachment)) {
      const message = '附件不存在，或不是您本人上传的，请由您本人先上传。';
      return refuseField('attachment-unknown', message, at);
    }
    const { attachmentId, sha256 } = attachment;
    // An escalation is about cases: what they have as evidence is its own.
    const isReused = attachment.usedElsewhere === true && context.streamId.startsWith('case:');
    if (isReused && reuseReason === undefined) {
      const message = `${which}已作为另一起隐患的证据，请上传本案的照片；确属同一现场的，请填写重复使用的理由。`;
      return refuseField('photo-of-another-case', message, '/reuseReason');
    }
    found.push({ attachmentId, sha256, ...(isReused && reuseReason !== undefined ? { reuseReason } : {}) });
  }
  return found;
};

/** The evidence of a command that has one list of it. */
export const evidenceIn = (
  context: Context,
  { attachmentIds, reuseReason }: { attachmentIds: string[]; reuseReason?: string },
): Evidence[] | Refusal => evidenceOf(context, attachmentIds, '/attachmentIds', reuseReason);

/** How many different pictures these are: the same one twice proves nothing (settled 6.1). */
export const differentIn = (evidence: Evidence[]): number => new Set(evidence.map(({ sha256 }) => sha256)).size;

/** Index of the first of these that shows what one of the others shows, or -1. */
export const firstAmong = (evidence: Evidence[], others: Evidence[]): number =>
  evidence.findIndex(({ sha256 }) => others.some((other) => other.sha256 === sha256));

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
 * True when the actor uploaded at least one of them under his own name (the re-checker's own photo, X-50), and nobody had
 * its content before the re-check began (settled 6.1). A photo of his protected report does not count: it would tell whose
 * it is.
 */
export const hasOwnSince = (context: Context, ids: string[], since: Instant | null): boolean =>
  ids.some((id) => {
    const attachment = context.lookups.attachment(id);
    return attachment?.uploadedBy === context.actor.personId && (since === null || attachment.firstUploadedAt >= since);
  });
