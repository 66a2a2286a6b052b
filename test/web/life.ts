import { assignCase, reportCase, type TestTown } from '../support/open-town';

const must = async (town: TestTown, username: string, caseId: string, command: string, body: object = {}) => {
  const reply = await (await town.as(username)).command(caseId, command, body);
  if (reply.status !== 200) throw new Error(`${username} ${command}: ${reply.text}`);
  return reply.body as { events: { type: string }[] };
};

/** A case that is being rectified: assigned, accepted, advised in writing, with progress. */
export const rectifyingCase = async (town: TestTown, overrides: object = {}): Promise<string> => {
  const caseId = await reportCase(town, 'vgg', overrides);
  await assignCase(town, caseId);
  await must(town, 'vgm', caseId, 'accept-assignment');
  await must(town, 'ldc', caseId, 'issue-notice', {
    type: 'zhenggai-yijian',
    issuerUnitId: 'drill-town-chengyun',
    requirements: '限期配置灭火器材，安装充电自动断电装置，清理疏散通道。',
    dueOn: '2026-12-18',
  });
  const { papers } = (await (await town.as('ldc')).get(`/api/v1/cases/${caseId}`)).body as {
    papers: { documentId: string }[];
  };
  await must(town, 'ldc', caseId, 'record-service', {
    documentId: papers[0]?.documentId,
    mode: 'direct',
    servedAt: new Date(Date.now() - 30_000).toISOString(),
    recipientName: '王经理',
  });
  await must(town, 'ens', caseId, 'report-progress', {
    percent: 60,
    done: '已配置灭火器 8 具，自动断电装置已采购。',
    attachmentIds: await (await town.as('ens')).photos(1),
  });
  return caseId;
};

/** The same, with its re-check asked for. */
export const awaitingRecheck = async (town: TestTown, overrides: object = {}): Promise<string> => {
  const caseId = await rectifyingCase(town, overrides);
  const ens = await town.as('ens');
  await must(town, 'ens', caseId, 'request-recheck', {
    report: '已全部整改到位，请复查。',
    beforeAttachmentIds: await ens.photos(1),
    afterAttachmentIds: await ens.photos(1),
  });
  return caseId;
};

/** What the worker does beside the API: gives committed events their places in the feed, so that open pages are told. */
export const tellOpenPages = async ({ record }: TestTown): Promise<void> => {
  while ((await record.door.placeEvents(200)) > 0);
};
