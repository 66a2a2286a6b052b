import type { Accepted } from '../attachments/inspect';
import { Code, Count, Ref, Words } from './shape';

/** What is kept of an upload. */
export class UploadAnswer {
  @Ref() attachmentId: string;
  /** Of what is served. */
  @Words() sha256: string;
  /** Of what was sent; the same for a PDF. */
  @Words() originalSha256: string;
  @Count() size: number;
  @Code('image/jpeg', 'image/png', 'application/pdf') mediaType: Accepted['mediaType'];
  @Words() fileName: string;
}
