import type { Request, Response } from 'express';
import type { Role } from '../../domain/people/roles';
import { PersonRow } from '../../entities/people.entity';
import { AttachmentRow } from '../../entities/place.entity';
import { commandKey } from '../../record/hash';
import { newId } from '../../record/new-id';
import { sealOriginal } from '../../record/originals';
import { UploadAnswer } from '../answers/upload';
import { administer, jsonAnswer, sendAnswer } from '../administer';
import { displayName } from '../attachments/display-name';
import { UploadBody } from '../dto/upload';
import { createUploadGate } from '../attachments/gate';
import { createInspector, type Accepted } from '../attachments/inspect';
import { MAX_FILE_WORDS } from '../attachments/limits';
import { checkQuota } from '../attachments/quota';
import { receiveFile } from '../attachments/receive';
import { createAttachmentStore, type AttachmentStore } from '../attachments/store';
import { requireCaller } from '../caller';
import { instantOf } from '../commands/command-body';
import { compact } from '../compact';
import type { AppDeps } from '../deps';
import { parseDto } from '../parse';
import { idempotencyKeyOf } from '../preconditions';
import { Problem } from '../problem';
import { readableAttachment } from '../read/attachment';
import { townFor, viewerOf, type Viewer } from '../read/viewer';
import { requireRight, rolesWith } from '../rights';
import { requireRightNow } from '../standing';
import type { Route } from '../route';

/** Keeps what is served and, where that is something else than what was sent, the sealed original. */
const keepFiles = async (deps: AppDeps, store: AttachmentStore, bytes: Buffer, accepted: Accepted) => {
  const { content, originalType } = accepted;
  const original = sealOriginal(deps.secretKey, bytes);
  const sealedSha256 = originalType === null ? null : (await store.keep(original.sealed)).sha256;
  const { sha256 } = await store.keep(content);
  const kept = { originalSize: bytes.length, originalType, sealedSha256 };
  const none = { originalSha256: null, originalSize: null, originalType: null, sealedSha256: null };
  return {
    sha256,
    originalSha256: original.sha256,
    ofOriginal: originalType === null ? none : { originalSha256: original.sha256, ...kept },
  };
};

/** The town of the post that gives the right to upload; for who acts in many towns, the first of them. */
const townOfUploads = (viewer: Viewer): string => {
  const roles: readonly Role[] = rolesWith('upload');
  const unitIds = viewer.posts.filter(({ role }) => roles.includes(role)).map(({ unitId }) => unitId);
  const own = viewer.units.find(({ unitId, townId }) => townId !== null && unitIds.includes(unitId))?.townId;
  return own ?? townFor({ ...viewer, townIds: viewer.townIds.slice(0, 1) }, undefined);
};

/** A request that was answered before gets its answer again, whatever was uploaded since. */
const isRepeated = async (deps: AppDeps, request: Request): Promise<boolean> => {
  const key = commandKey(requireCaller(request).personId, idempotencyKeyOf(request));
  const found: unknown[] = await deps.db.query('SELECT cmd_key FROM command WHERE cmd_key = ?', [key]);
  return found.length > 0;
};

/** Evidence: uploads by content, downloads that no browser runs. */
export const attachmentRoutes = (deps: AppDeps): Route[] => {
  const store = createAttachmentStore(deps.config.dataDir);
  const gate = createUploadGate();
  const inspector = createInspector(deps.logger);
  const quota = deps.config.uploadQuota;

  const upload = async (request: Request, response: Response, viewer: Viewer): Promise<void> => {
    const { personId } = viewer;
    const townId = townOfUploads(viewer);
    // Before anything is received and decoded; what counts is asked again where the row is written.
    const { now } = requireCaller(request).standing;
    if (!(await isRepeated(deps, request)))
      await checkQuota((sql, params) => deps.db.query(sql, params), { personId, now, bytes: 0, quota });
    const { name, bytes, beside } = await receiveFile(request, response);
    const { capturedAt } = await parseDto(UploadBody, beside);
    const accepted = await inspector.inspect(personId, bytes);
    const { mediaType, extension, content, originalType } = accepted;
    const { sha256, originalSha256, ofOriginal } = await keepFiles(deps, store, bytes, accepted);
    const fileName = displayName(name, extension);
    const answer = await administer(
      deps,
      request,
      {
        action: 'attachment-uploaded',
        townId,
        work: async (tx) => {
          await requireRightNow(tx, personId, 'upload', townId);
          const attachmentId = newId();
          const size = content.length;
          // Uploads of one person come one after another here, so that none of two passes the quota unseen.
          await tx.update(PersonRow, { personId }, { personId });
          const kept = size + (originalType === null ? 0 : bytes.length);
          await checkQuota((sql, params) => tx.query(sql, params), { personId, now: tx.now, bytes: kept, quota });
          await tx.insert(AttachmentRow, {
            attachmentId,
            townId,
            sha256,
            size,
            mediaType,
            fileName,
            uploadedBy: personId,
            uploadedAt: tx.now,
            capturedAt: capturedAt === undefined ? null : instantOf(capturedAt),
            ...ofOriginal,
          });
          const shown: UploadAnswer = { attachmentId, sha256, originalSha256, size, mediaType, fileName };
          return { answer: jsonAnswer(201, shown), ref: attachmentId, data: { sha256, originalSha256 } };
        },
      },
      compact({ sha256: originalSha256, capturedAt }),
    );
    sendAnswer(response, answer);
  };

  return [
    {
      method: 'post',
      path: '/api/v1/attachments',
      summary: `上传照片（JPEG、PNG、WebP、HEIC）或 PDF（字段 file，${MAX_FILE_WORDS} 以内）`,
      description:
        '可上报隐患的岗位都可上传。照片重新编码后保存，不留拍摄位置等附带信息，原件加密封存；PDF 检查后原样保存。capturedAt 是上传人自报的拍摄时间，照所报保存和显示，不作为任何规则的依据；晚于上传时间的照样收下，显示时注明。每人同时最多上传 3 个，每天的总量可能设有上限。',
      access: 'person',
      token: 'upload',
      key: true,
      multipart: true,
      beside: UploadBody,
      success: { status: 201, description: '已保存', answer: UploadAnswer },
      async handle(request, response) {
        const viewer = await viewerOf(deps, request);
        requireRight(viewer.posts, 'upload');
        await gate.pass(viewer.personId, () => upload(request, response, viewer));
      },
    },
    {
      method: 'get',
      path: '/api/v1/attachments/:attachmentId',
      summary: '下载附件',
      description:
        '可下载本人上传的，以及所能查看的隐患、督办、约谈、通报引用的附件；其他一律按不存在回答。以下载方式给出，类型为 JPEG、PNG 或 PDF。',
      access: 'person',
      token: 'read',
      raw: true,
      success: { status: 200, description: '文件内容', media: '*/*' },
      async handle(request, response) {
        const { row, fileName } = await readableAttachment(
          deps,
          await viewerOf(deps, request),
          String(request.params['attachmentId']),
        );
        const content = await store.read(row.sha256);
        if (content === undefined) throw new Problem('gone', '附件内容已不在存储中，请联系管理员。');
        const name = encodeURIComponent(fileName).replace(/['()]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
        response.set({
          'Content-Type': row.mediaType,
          'Content-Length': String(content.size),
          'Content-Disposition': `attachment; filename="file"; filename*=UTF-8''${name}`,
          'Content-Security-Policy': "sandbox; default-src 'none'",
          'X-Content-Type-Options': 'nosniff',
          'Cache-Control': 'private, no-store',
          'Accept-Ranges': 'none',
        });
        content
          .stream()
          .on('error', (error) => response.destroy(error))
          .pipe(response);
      },
    },
  ];
};
