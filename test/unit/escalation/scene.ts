import type { EscalationCommand, OpenEscalation } from '../../../domain/escalation/commands';
import type { EscalationFile } from '../../../domain/escalation/file';
import { actOnCase, actOnEscalation, advance } from '../../../domain/forecast/world';
import type { Post, Subject } from '../../../domain/people/directory';
import type { Refusal } from '../../../domain/stream';
import { baihe } from '../case/baihe-town';
import { aReport, grading, served } from '../case/given';
import { sendsToOthers } from '../case/sends-to-others';
import { Play } from '../case/play';
import { shoot } from '../case/shots';

export type Act = EscalationFile['act'];

/** A printed date of the scene and the instants at which its rungs are reached, in Shanghai time. */
export const DUE = '2025-07-22';
export const at = (local: string): string => new Date(`${local}:00+08:00`).toISOString();
export const SUPERVISED = at('2025-07-25T09:01');
export const TALKED = at('2025-07-29T09:01');
export const CRITICISED = at('2025-08-05T09:01');

/** One case of 梅桥物业公司 under 城运中心, and the escalations over it; more people and subjects where a test needs them. */
export class Scene extends Play {
  constructor(more: { posts?: Post[]; without?: string[]; subjects?: Subject[] } = {}) {
    super(baihe);
    const { directory, subjects } = this.world;
    const posts = [...directory.posts.filter((post) => !more.without?.includes(post.personId)), ...(more.posts ?? [])];
    Object.assign(this.world, {
      directory: { ...directory, posts },
      subjects: [...subjects, ...(more.subjects ?? [])],
    });
  }

  /** Time passes: what is due fires. */
  until(now: string): this {
    advance(this.world, now);
    this.now = now;
    return this;
  }

  /** Whom the test is about. */
  addressee = 'subject:s1';

  /** The latest escalation of an act about the addressee. */
  the(act: Act): EscalationFile {
    const found = this.all(act).at(-1);
    if (!found) throw new Error(`no ${act}`);
    return found;
  }

  all(act: Act): EscalationFile[] {
    return [...this.world.escalations.values()].filter(
      (escalation) => escalation.act === act && escalation.addressee === this.addressee,
    );
  }

  about(addressee: string): this {
    this.addressee = addressee;
    return this;
  }

  told(act: Act): string[] {
    return (this.world.escalationEvents.get(this.the(act).escalationId) ?? []).map(({ type }) => type);
  }

  ask(personId: string, act: Act, command: EscalationCommand, now = this.now): Refusal | null {
    this.now = now;
    return sendsToOthers(
      actOnEscalation(this.world, this.the(act).escalationId, personId, command, now),
      this.world.directory,
      personId,
    );
  }

  give(personId: string, act: Act, command: EscalationCommand, now = this.now): this {
    const refusal = this.ask(personId, act, command, now);
    if (refusal) throw new Error(`${personId} ${command.type}: ${refusal.code} ${refusal.reason} ${refusal.message}`);
    return this;
  }

  deciding(act: Act, decision: 'approve' | 'reject' = 'approve'): EscalationCommand {
    const proposalId = this.the(act).proposals[0]?.proposalId ?? 'none';
    return { type: 'decide-proposal', proposalId, decision, opinion: '阅' };
  }

  /** Somebody opens one by hand. */
  open(personId: string, act: Act, more: Partial<OpenEscalation> = {}): Refusal | null {
    const command: OpenEscalation = {
      type: 'open',
      act,
      addressee: 'subject:s1',
      addresseeName: '梅桥物业公司',
      addresseeIsCompany: true,
      hostUnitId: 'chengyun',
      byLadder: false,
      reason: '屡次逾期',
      cases: [{ caseId: 'c1', cycle: 1, major: false }],
      why: 'named',
      ...more,
    };
    return sendsToOthers(
      actOnEscalation(this.world, `hand-${act}-${personId}`, personId, command, this.now),
      this.world.directory,
      personId,
    );
  }

  /** The printed date has passed by five working days: the ladder proposes an interview. */
  talked(): this {
    return this.rectifying(DUE).until(TALKED);
  }

  /** The interview is approved by L2. */
  summoned(): this {
    return this.talked().give('l2', 'interview', this.deciding('interview'));
  }

  /** It was held by 城运中心 that afternoon. */
  held(): this {
    return this.summoned().give('ldc', 'interview', sitting(this.now));
  }

  /** The next rung: a circular is proposed. */
  criticised(): this {
    return this.rectifying(DUE).until(CRITICISED);
  }

  /** Approved by L2 after the company was heard. */
  decreed(): this {
    this.criticised().give('ofc', 'circular', { type: 'hear-company', statement: '无异议', heardAt: this.now });
    return this.give('l2', 'circular', this.deciding('circular'));
  }

  /** Another case of the same kind, in the hands of 梅桥村 until it accepts. */
  another(caseId: string, until: 'lead' | 'assigned' | 'rectifying' = 'lead'): this {
    const play = (personId: string, command: Parameters<typeof actOnCase>[3]): void => {
      shoot(this.world, command, this.now);
      const refusal = actOnCase(this.world, caseId, personId, command, this.now);
      if (refusal) throw new Error(`${personId} ${command.type}: ${refusal.reason}`);
    };
    play('vgg', aReport({ foundAt: this.now }));
    if (until === 'lead') return this;
    play('ofc', { type: 'verify', method: 'documents', finding: '属实' });
    play('ldc', grading);
    play('ofc', { type: 'assign', leadUnitId: 'chengyun', responsibleUnitId: 'meiqiao', coUnitIds: [] });
    if (until === 'assigned') return this;
    play('vgm', { type: 'accept-assignment' });
    play('ldc', {
      type: 'issue-notice',
      paperType: 'xianqi-zhenggai-yijian',
      issuerUnitId: 'chengyun',
      requirements: '限期整改',
      dueOn: DUE,
    });
    play('ldc', served(this.world.cases.get(caseId)?.papers[0]?.documentId ?? '', this.now));
    return this;
  }
}

export const sitting = (heldAt: string, hostPersonId = 'ldd'): EscalationCommand => ({
  type: 'hold-interview',
  heldAt,
  hostPersonId,
  attendees: ['王某'],
});

/** A sitting that nobody came to; the first day on which there can have been one is that after the approval. */
export const NO_SHOW = at('2025-07-30T15:00');
export const absentFrom = (scheduledAt: string, attachmentIds: string[] = []): EscalationCommand => ({
  type: 'record-absence',
  reason: '通知书已于前一日送达，本人未到场',
  scheduledAt,
  attachmentIds,
});
export const absence = absentFrom(NO_SHOW);
export const minutes: EscalationCommand = { type: 'file-minutes', text: '纪要', attachmentIds: [] };
export const answer: EscalationCommand = { type: 'file-interview-report', text: '已整改', attachmentIds: [] };
export const publish: EscalationCommand = { type: 'publish', channel: '公告栏' };
export const takeBack: EscalationCommand = { type: 'withdraw-circular', reason: '有误' };
