import type { Request } from 'express';
import type { EscalationFile } from '../../domain/escalation/file';
import { DeadlineAnswer } from '../answers/clock';
import { EventAnswer, StreamChainAnswer } from '../answers/event';
import { pageOf } from '../answers/page';
import { StreamDocumentAnswer } from '../answers/paper';
import type { AppDeps } from '../deps';
import type { Dto } from '../parse';
import { PageQuery } from '../dto/query-fields';
import { readableEscalation } from '../read/files';
import { namesAsSeen } from '../read/protected-names';
import { deadlinesOf, eventsOf, papersOf } from '../read/stream-parts';
import { viewerOf } from '../read/viewer';
import type { Route } from '../route';

interface Part {
  name: string;
  summary: string;
  description: string;
  answer: Dto<object>;
  read: (streamId: string, request: Request, file: EscalationFile) => Promise<object>;
}

/** What belongs to one escalation: log, deadline ledger, papers, the proof of its chain. */
export const escalationPartRoutes = (deps: AppDeps): Route[] => {
  const part = ({ name, summary, description, answer, read }: Part): Route => ({
    method: 'get',
    path: `/api/v1/escalations/:escalationId/${name}`,
    summary,
    description,
    access: 'person',
    token: 'read',
    ...(name === 'events' ? { query: PageQuery } : {}),
    success: { status: 200, description: summary, answer },
    async handle(request, response) {
      const viewer = await viewerOf(deps, request);
      const file = await readableEscalation(deps, viewer, String(request.params['escalationId']));
      const seen = await namesAsSeen(deps, viewer, await read(`escalation:${file.escalationId}`, request, file));
      response.json(seen);
    },
  });
  const whose = '这项督办、约谈或通报';
  return [
    part({
      name: 'events',
      summary: '办理记录',
      description: `${whose}的全部事件，旧的在前，每条带哈希值。凡可查看该项的人都可查看。`,
      answer: pageOf(EventAnswer),
      read: (streamId, request) => eventsOf(deps, streamId, request),
    }),
    part({
      name: 'deadlines',
      summary: '时限台账',
      description: `${whose}每一个时限的到期时间、起算依据和结果，按设定的先后排列，不分页。`,
      answer: pageOf(DeadlineAnswer),
      read: (streamId) => deadlinesOf(deps, streamId),
    }),
    part({
      name: 'documents',
      summary: '文书',
      description: `${whose}的文书：文号、状态、提请理由和对象，先制发的在前，不分页。`,
      answer: pageOf(StreamDocumentAnswer),
      read: (streamId, _, file) => papersOf(deps, streamId, file),
    }),
    part({
      name: 'chain',
      summary: '核验哈希链',
      description: `重新计算${whose}全部事件的哈希值并与存档比对，用以证明记录未被改动或截断。凡可查看该项的人都可核验。`,
      answer: StreamChainAnswer,
      read: (streamId) => deps.door.verifyChain(streamId),
    }),
  ];
};
