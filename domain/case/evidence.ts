import type { Context } from '../context';
import { isActor, refuse } from '../people/permit';
import type { Refusal } from '../stream';
import type { Evidence } from './file';

/** Resolves attachment ids to what was uploaded, or refuses with the pointer of the field. */
export const evidenceOf = (context: Context, ids: string[], pointer: string): Evidence[] | Refusal => {
  const found: Evidence[] = [];
  for (const [index, id] of ids.entries()) {
    const attachment = context.lookups.attachment(id);
    // Another town's uploads do not exist here; a district officer's own follow him.
    const foreign = attachment !== undefined && attachment.townId !== context.directory.townId;
    if (attachment === undefined || (foreign && !isActor(context, attachment.uploadedBy))) {
      return refuse('validation', 'attachment-unknown', '附件不存在，请先上传。', [], `${pointer}/${String(index)}`);
    }
    found.push({ attachmentId: attachment.attachmentId, sha256: attachment.sha256 });
  }
  return found;
};

/** Narrowing for the two outcomes of {@link evidenceOf}. */
export const isRefusal = (value: object): value is Refusal => 'code' in value && 'reason' in value;

/** True when the actor uploaded at least one of them himself (the re-checker's own photo, X-50). */
export const hasOwn = (context: Context, ids: string[]): boolean =>
  ids.some((id) => {
    const attachment = context.lookups.attachment(id);
    return attachment !== undefined && isActor(context, attachment.uploadedBy);
  });
