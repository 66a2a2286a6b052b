import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { photo } from '../../scripts/demo/photo';
import type { Answer, Clients, Intent, Wish } from './stack-client';
import { moveEscalation } from './stack-escalations';
import { seenCase, textOf, type SeenCase } from './stack-known';
import type { Random } from './stack-random';
import { HAZARDS, illegalStep, nextStep, type Photos, type Step } from './stack-steps';

/** What people do, one act at a time. */
export interface Acts {
  /** A write of the mix of reliability 8.2, with the reads that come before it. */
  writeSome: () => Promise<void>;
  readSome: () => Promise<void>;
  /** Requests meant as writes, and reads, so far; repeats not counted. */
  done: { writes: number; reads: number };
}

/** People work on few cases at a time, so that some get to their end within the run. */
const focus = 14;

/** Shares of the writes, in hundredths; see reliability 8.2. */
const MIX: readonly [Exclude<Intent, 'set-up' | 'read'>, number][] = [
  ['intake', 14],
  ['forward', 48],
  ['race', 9],
  ['note', 7],
  ['illegal', 5],
  ['foreign', 5],
  ['key-reuse', 2],
  ['escalation', 7],
  ['upload', 3],
];

/** People who take a photograph whenever they need one: each shows one case alone (settled 6.1). */
export const openActs = (clients: Clients, random: Random): Acts => {
  const open: string[] = [];
  const done = { writes: 0, reads: 0 };

  /** Its id, or one that nobody has where the upload failed. */
  const upload: Photos = async (username) => {
    const bytes = photo(random.whole(1, 2 ** 31));
    const wish = {
      intent: 'upload',
      username,
      method: 'POST',
      path: '/api/v1/attachments',
      file: { bytes, name: '现场.png' },
    } as const;
    const answer = await clients.send(wish);
    const id = textOf(answer?.body, 'attachmentId');
    return id === '' ? 'none' : id;
  };

  const look = async (caseId: string, username = 'ofc'): Promise<SeenCase | null> => {
    done.reads += 1;
    const path = `/api/v1/cases/${caseId}`;
    const answer = await clients.send({ intent: 'read', username, method: 'GET', path, streamId: `case:${caseId}` });
    return answer?.status === 200 ? seenCase(answer) : null;
  };

  /** A tenth is sent two to four times, at once or later; a twentieth comes late and so out of order. */
  const send = async (wish: Wish): Promise<Answer | null> => {
    done.writes += 1;
    if (random.chance(0.05)) await sleep(random.between(1_000, 8_000));
    const echoes = random.chance(0.1)
      ? Array.from({ length: random.whole(1, 3) }, () => (random.chance(0.5) ? 0 : random.between(500, 6_000)))
      : [];
    return clients.send({ ...wish, echoes });
  };

  const command = (intent: Intent, seen: SeenCase, { username, command: name, body }: Step, key?: string) =>
    send({
      intent,
      username,
      method: 'POST',
      path: `/api/v1/cases/${seen.caseId}/commands/${name}`,
      streamId: `case:${seen.caseId}`,
      expectedVersion: seen.version,
      body,
      ...(key === undefined ? {} : { key }),
    });

  const someCase = (): string | undefined =>
    random.chance(0.85) ? open.slice(0, focus)[random.whole(0, focus - 1)] : open[random.whole(0, open.length - 1)];

  const seeSome = async (): Promise<SeenCase | null> => {
    const caseId = someCase();
    const seen = caseId === undefined ? null : await look(caseId);
    if (seen && (seen.status === 'archived' || seen.status === 'void')) open.splice(open.indexOf(seen.caseId), 1);
    return seen;
  };

  const intake = async (): Promise<void> => {
    const hazard = random.pick(HAZARDS);
    const withPhoto = random.chance(0.3);
    const answer = await send({
      intent: 'intake',
      username: 'vgg',
      method: 'POST',
      path: '/api/v1/cases',
      body: {
        title: `隐患 ${randomUUID()}`,
        description: '巡查发现',
        source: withPhoto ? 'grid-patrol' : 'hotline-12345',
        foundAt: new Date().toISOString(),
        place: { address: '白鹤镇梅桥村' },
        hazardType: hazard.type,
        ...(withPhoto ? { attachmentIds: [await upload('vgg')] } : {}),
      },
    });
    const caseId = textOf(answer?.body, 'caseId');
    if (caseId !== '') open.push(caseId);
  };

  const forward = async (): Promise<void> => {
    const seen = await seeSome();
    const step = seen && (await nextStep(seen, random, upload));
    if (seen && step) await command('forward', seen, step);
  };

  /** Two people give the same version a command at the same moment: one of them must lose. */
  const race = async (): Promise<void> => {
    const seen = await seeSome();
    const step = seen && (await nextStep(seen, random, upload));
    if (!seen || !step) return;
    const other: Step =
      step.command === 'decide-proposal' && step.username.startsWith('ofd')
        ? { ...step, username: step.username === 'ofd' ? 'ofd2' : 'ofd' }
        : { username: 'ldd', command: 'add-note', body: { text: `并行 ${randomUUID()}` } };
    await Promise.all([command('race', seen, step), command('race', seen, other)]);
  };

  const note = async (): Promise<void> => {
    const seen = await seeSome();
    const text = `备注 ${randomUUID()}`;
    if (seen)
      await command('note', seen, { username: random.pick(['ofc', 'ldc', 'ru']), command: 'add-note', body: { text } });
  };

  const keyReuse = async (): Promise<void> => {
    const seen = await seeSome();
    if (!seen) return;
    const key = randomUUID();
    const first = await command('note', seen, { username: 'ofc', command: 'add-note', body: { text: '原文' } }, key);
    if (first?.status !== 200) return;
    await command('key-reuse', seen, { username: 'ofc', command: 'add-note', body: { text: '另一份' } }, key);
  };

  const foreign = async (): Promise<void> => {
    const seen = await seeSome();
    if (!seen) return;
    const stranger = { username: 'other-ofc', command: 'add-note', body: { text: '外镇' } };
    if (random.chance(0.5)) await command('foreign', seen, stranger);
    else {
      const path = `/api/v1/cases/${seen.caseId}`;
      await clients.send({
        intent: 'foreign',
        username: 'other-ofc',
        method: 'GET',
        path,
        streamId: `case:${seen.caseId}`,
      });
    }
  };

  const illegal = async (): Promise<void> => {
    const seen = await seeSome();
    if (seen) await command('illegal', seen, await illegalStep(seen, random, upload));
  };

  const write = async (intent: (typeof MIX)[number][0]): Promise<void> => {
    switch (intent) {
      case 'intake':
        return intake();
      case 'forward':
        return forward();
      case 'race':
        return race();
      case 'note':
        return note();
      case 'illegal':
        return illegal();
      case 'foreign':
        return foreign();
      case 'key-reuse':
        return keyReuse();
      case 'escalation':
        return moveEscalation(clients, random, send);
      case 'upload':
        await upload(random.pick(['vgg', 'ldc']));
    }
  };

  const choose = (): (typeof MIX)[number][0] => {
    let left = random.between(
      0,
      MIX.reduce((sum, [, share]) => sum + share, 0),
    );
    for (const [intent, share] of MIX) {
      left -= share;
      if (left < 0) return intent;
    }
    return 'forward';
  };

  const readSome = async (): Promise<void> => {
    const caseId = someCase();
    if (caseId === undefined) return;
    if (random.chance(0.6)) {
      await look(caseId, random.pick(['ofc', 'ldd', 'l2']));
      return;
    }
    done.reads += 1;
    const path = random.chance(0.6) ? `/api/v1/cases/${caseId}/events?limit=200` : '/api/v1/cases?limit=20';
    const streamId = path.includes('/events') ? { streamId: `case:${caseId}` } : {};
    await clients.send({ intent: 'read', username: 'ofc', method: 'GET', path, ...streamId });
  };

  return { writeSome: () => write(choose()), readSome, done };
};
