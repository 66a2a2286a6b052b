import type { CaseCommand, ReportCommand } from '../../../domain/case/commands';
import type { CaseFile } from '../../../domain/case/file';
import { civilDateOf } from '../../../domain/clock/civil';
import type { Context } from '../../../domain/context';
import { lookupsIn } from '../../../domain/forecast/lookups';
import { actOnCase, createWorld, type World } from '../../../domain/forecast/world';
import { postsOf } from '../../../domain/people/directory';
import type { Pack } from '../../../domain/policy/pack';
import type { Refusal } from '../../../domain/stream';
import { baihe, partsOf } from './baihe-town';
import { aReport, grading, requested, served, startOf } from './given';
import { sendsToOthers } from './sends-to-others';
import { shoot } from './shots';

type More = Partial<Extract<CaseCommand, { type: 'decide-proposal' }>>;

/** A town in which one case is played; `act` throws when a command that should pass is refused. */
export class Play {
  readonly world: World;
  constructor(
    readonly pack: Pack = baihe,
    public now = '2025-07-01T01:00:00.000Z',
    readonly caseId = 'c1',
  ) {
    this.world = createWorld(partsOf(pack));
  }

  get file(): CaseFile {
    const file = this.world.cases.get(this.caseId);
    if (!file) throw new Error('no case yet');
    return file;
  }

  /** What somebody asks in, at this moment. */
  contextOf(personId: string): Context {
    const { calendar, directory } = this.world;
    const posts = postsOf(directory, personId, civilDateOf(this.now));
    return {
      streamId: `case:${this.caseId}`,
      policy: this.pack,
      calendar,
      directory,
      now: this.now,
      actor: { personId, posts, aliases: [] },
      lookups: lookupsIn(this.world, this.file),
    };
  }

  attempt(personId: string, command: CaseCommand | ReportCommand, at = this.now): Refusal | null {
    this.now = at;
    shoot(this.world, command, at);
    return sendsToOthers(actOnCase(this.world, this.caseId, personId, command, at), this.world.directory, personId);
  }

  act(personId: string, command: CaseCommand | ReportCommand, at = this.now): this {
    const refusal = this.attempt(personId, command, at);
    if (refusal) throw new Error(`${personId} ${command.type}: ${refusal.code} ${refusal.reason} ${refusal.message}`);
    return this;
  }

  decide(
    personId: string,
    act: string,
    decision: 'approve' | 'reject' = 'approve',
    at = this.now,
    more: More = {},
  ): this {
    return this.act(personId, this.decision(act, decision, more), at);
  }

  decision(act: string, decision: 'approve' | 'reject' = 'approve', more: More = {}): CaseCommand {
    return { type: 'decide-proposal', proposalId: this.proposalId(act), decision, opinion: '同意', ...more };
  }

  proposalId(act: string): string {
    return this.file.proposals.find((proposal) => proposal.act === act)?.proposalId ?? 'none';
  }

  types(): string[] {
    return (this.world.caseEvents.get(this.caseId) ?? []).map((event) => event.type);
  }

  reported(): this {
    return this.act('vgg', aReport({ foundAt: this.now }));
  }
  registered(): this {
    return this.reported().act('ofc', { type: 'verify', method: 'documents', finding: '属实' });
  }
  graded(): this {
    return this.registered().act('ldc', grading);
  }
  assigned(): this {
    return this.graded().act('ofc', {
      type: 'assign',
      leadUnitId: 'chengyun',
      responsibleUnitId: 'meiqiao',
      coUnitIds: [],
    });
  }
  accepted(): this {
    return this.assigned().act('vgm', { type: 'accept-assignment' });
  }
  noticed(dueOn?: string): this {
    const printed = this.pack.acceptsPrintedDates ? { dueOn: dueOn ?? '2025-07-22' } : {};
    return this.accepted().act('ldc', {
      type: 'issue-notice',
      paperType: 'xianqi-zhenggai-yijian',
      issuerUnitId: 'chengyun',
      requirements: '限期整改',
      ...printed,
    });
  }
  rectifying(dueOn?: string): this {
    this.noticed(dueOn);
    return this.act('ldc', served(this.file.papers[0]?.documentId ?? '', this.now));
  }
  awaiting(at = this.now): this {
    return this.act('ens', requested, at);
  }
  passed(at = this.now): this {
    return this.act('ldc', startOf(this.file), at).act('ldc', {
      type: 'record-recheck',
      result: 'passed',
      findings: '合格',
      attachmentIds: ['ldc-1'],
    });
  }
  closed(): this {
    return this.rectifying().awaiting().passed().decide('ofd', 'close');
  }
}
