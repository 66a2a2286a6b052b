import { newId } from '../../record/new-id';
import { administer, jsonAnswer, sendAnswer } from '../administer';
import { displayName } from '../attachments/display-name';
import { inspect } from '../attachments/inspect';
import { receiveFile } from '../attachments/receive';
import { createAttachmentStore } from '../attachments/store';
import type { AppDeps } from '../deps';
import { Problem } from '../problem';
import { readableAttachment } from '../read/attachment';
import { townFor, viewerOf } from '../read/viewer';
import { requireRight } from '../rights';
import type { Route } from '../route';
import { insertRow } from '../rows';

/** Evidence: uploads by content, downloads that no browser runs. */
export const attachmentRoutes = (deps: AppDeps): Route[] => {
  const store = createAttachmentStore(deps.config.dataDir);

  return [
    {
      method: 'post',
      path: '/api/v1/attachments',
      summary: '上传照片或 PDF（字段 file，10 MB 以内）',
      access: 'person',
      token: 'upload',
      key: true,
      multipart: true,
      success: { status: 201, description: '已保存' },
      async handle(request, response) {
        const viewer = await viewerOf(deps, request);
        requireRight(viewer.posts, 'upload');
        const { name, bytes } = await receiveFile(request, response);
        const inspected = inspect(bytes);
        if ('problem' in inspected) throw new Problem('unsafe-file', `${inspected.problem}。`);
        const townId = townFor({ ...viewer, townIds: viewer.townIds.slice(0, 1) }, undefined);
        const { sha256 } = await store.keep(bytes);
        const { mediaType, extension } = inspected.file;
        const fileName = displayName(name, extension);
        const answer = await administer(
          deps,
          request,
          {
            action: 'attachment-uploaded',
            townId,
            work: async (tx) => {
              const attachmentId = newId();
              await insertRow(tx, 'attachment', {
                attachment_id: attachmentId,
                town_id: townId,
                sha256,
                size: bytes.length,
                media_type: mediaType,
                file_name: fileName,
                uploaded_by: viewer.personId,
                uploaded_at: tx.now,
              });
              const content = { attachmentId, sha256, size: bytes.length, mediaType, fileName };
              return { answer: jsonAnswer(201, content), ref: attachmentId, data: { sha256 } };
            },
          },
          { sha256 },
        );
        sendAnswer(response, answer);
      },
    },
    {
      method: 'get',
      path: '/api/v1/attachments/:attachmentId',
      summary: '下载附件',
      access: 'person',
      token: 'read',
      raw: true,
      success: { status: 200, description: '文件内容' },
      async handle(request, response) {
        const row = await readableAttachment(
          deps,
          await viewerOf(deps, request),
          String(request.params['attachmentId']),
        );
        const content = await store.read(row.sha256);
        if (content === undefined) throw new Problem('gone', '附件内容已不在存储中，请联系管理员。');
        const name = encodeURIComponent(row.fileName).replace(
          /['()]/g,
          (mark) => `%${mark.charCodeAt(0).toString(16)}`,
        );
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
