import type { Answer, Clients, Wish } from './stack-client';
import { proposalsIn, recordsIn, textOf } from './stack-known';
import type { Random } from './stack-random';
import { COMPANIES } from './stack-companies';

interface Move {
  username: string;
  command: string;
  body: Record<string, unknown>;
}

const addresseeOf = (file: Record<string, unknown>): string => textOf(recordsIn([file['addressee']])[0], 'subjectId');

/** What somebody can do about an interview or a circular now. */
const moveOn = (file: Record<string, unknown>, clients: Clients, random: Random): Move | null => {
  const [act, status] = [textOf(file, 'act'), textOf(file, 'status')];
  const proposal = proposalsIn(file)[0];
  const now = new Date().toISOString();
  if (status === 'proposed' && proposal !== undefined) {
    if (act === 'circular' && file['heardAt'] === null)
      return { username: 'ofc', command: 'hear-company', body: { statement: '已听取', heardAt: now } };
    const decision = random.chance(0.85) ? 'approve' : 'reject';
    return {
      username: random.chance(0.8) ? 'l2' : 'l1',
      command: 'decide-proposal',
      body: { proposalId: proposal.proposalId, decision, opinion: '研究决定' },
    };
  }
  if (act === 'interview' && status === 'approved') {
    if (random.chance(0.1))
      return { username: 'ldd', command: 'record-absence', body: { reason: '已送达通知，未到场', scheduledAt: now } };
    const body = { heldAt: now, hostPersonId: clients.personId('ldd'), attendees: ['负责人'] };
    return { username: 'ldd', command: 'hold-interview', body };
  }
  if (act === 'interview' && status === 'held') {
    if (file['minutes'] === null) return { username: 'ldd', command: 'file-minutes', body: { text: '限期整改' } };
    const head = COMPANIES.find((company) => company.subjectId === addresseeOf(file))?.head;
    if (head !== undefined && random.chance(0.6))
      return { username: head, command: 'file-interview-report', body: { text: '已整改' } };
  }
  if (act === 'circular' && status === 'approved')
    return { username: 'ofc', command: 'publish', body: { channel: '公告栏' } };
  return null;
};

/** Takes one open interview or circular a step further. */
export const moveEscalation = async (
  clients: Clients,
  random: Random,
  send: (wish: Wish) => Promise<Answer | null>,
): Promise<void> => {
  const base = '/api/v1/escalations';
  const read = { intent: 'read', username: 'l2', method: 'GET' } as const;
  const list = await clients.send({ ...read, path: `${base}?status=proposed,approved,held&limit=100` });
  const open = recordsIn(list?.body['items']).filter((item) => item['act'] !== 'supervise');
  if (open.length === 0) return;
  const id = textOf(random.pick(open), 'escalationId');
  const streamId = `escalation:${id}`;
  const found = await clients.send({ ...read, path: `${base}/${id}`, streamId });
  const move = found?.status === 200 ? moveOn(found.body, clients, random) : null;
  if (found === null || move === null) return;
  await send({
    intent: 'escalation',
    username: move.username,
    method: 'POST',
    path: `${base}/${id}/commands/${move.command}`,
    streamId,
    expectedVersion: found.version ?? Number(found.body['version']),
    body: move.body,
  });
};
