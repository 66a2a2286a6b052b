import { actOnCase, advance, createWorld, type World } from '../../../domain/forecast/world';
import { baihe, drill, partsOf } from './baihe-town';
import { aReport, grading } from './given';
import { Play } from './play';
import { shoot } from './shots';

const START = '2025-07-01T01:00:00.000Z';

describe('fifty late cases of one unit', () => {
  let world: World;
  const interviews = () => [...world.escalations.values()].filter((escalation) => escalation.act === 'interview');

  beforeEach(() => {
    world = createWorld(partsOf(baihe));
    for (let index = 1; index <= 50; index += 1) {
      const id = `c${String(index)}`;
      const play = (personId: string, command: Parameters<typeof actOnCase>[3]) => {
        shoot(world, command, START);
        const refusal = actOnCase(world, id, personId, command, START);
        if (refusal) throw new Error(refusal.message);
      };
      play('vgg', aReport({ hazardType: 'charging-site-fire' }));
      play('ofc', { type: 'verify', method: 'documents', finding: '属实' });
      play('ldc', grading);
      play('ofc', { type: 'assign', leadUnitId: 'chengyun', responsibleUnitId: 'meiqiao', coUnitIds: [] });
    }
    advance(world, '2025-07-02T16:00:30.000Z');
  });

  it('make one interview with fifty cases linked and one proposal', () => {
    expect(interviews()).toHaveLength(1);
    expect(interviews()[0]?.cases).toHaveLength(50);
    expect(new Set(interviews()[0]?.cases.map((linked) => linked.caseId)).size).toBe(50);
    expect(interviews()[0]?.proposals).toHaveLength(1);
    expect(interviews()[0]).toMatchObject({ addressee: 'unit:meiqiao', status: 'proposed', hostUnitId: 'zhuanban' });
  });

  it('are each told of their own lateness and reach the rung once', () => {
    const counted = [...world.caseEvents.values()]
      .flat()
      .filter((event) => event.type === 'rung-reached' && event.body.act === 'interview');
    expect(counted).toHaveLength(48);
  });
});

describe('a unit that misses its own clock', () => {
  let play: Play;
  beforeEach(() => {
    play = new Play(baihe, START).assigned();
    play.act('ofc', { type: 'add-note', text: '催' }, '2025-07-21T01:00:00.000Z');
  });

  it('is reminded at once, urged, named, criticised and talked to, in this order', () => {
    const rungs = (play.world.caseEvents.get('c1') ?? []).flatMap((event) =>
      event.type === 'rung-reached' ? [event.body.act] : [],
    );
    expect(rungs).toEqual(['remind', 'urge', 'name', 'circular', 'interview']);
  });

  it('still owes the acceptance, and meeting it late leaves the miss in place', () => {
    expect(play.file.deadlines.some((deadline) => deadline.clock === 'accept' && deadline.state === 'fired')).toBe(
      true,
    );
    play.act('vgm', { type: 'accept-assignment' });
    expect(play.file.deadlines.some((deadline) => deadline.clock === 'accept')).toBe(false);
    expect(play.types()).toContain('deadline-missed');
  });
});

describe('a request for re-check', () => {
  it('pauses the clock and what it has not fired; a failed one goes on at the old instants', () => {
    const play = new Play(baihe, START).rectifying('2025-07-22');
    play.awaiting('2025-07-21T02:00:00.000Z');
    expect(
      play.file.deadlines
        .filter((deadline) => deadline.clock === 'rectify')
        .every((deadline) => deadline.state === 'paused'),
    ).toBe(true);
    play.act('ldc', { type: 'start-recheck' }, '2025-07-24T02:00:00.000Z');
    play.act('ldc', { type: 'record-recheck', result: 'failed', findings: '未整改', attachmentIds: ['ldc-1'] });
    // The printed date is past: it fires in the same decision, and re-check is owed again.
    expect(play.file.overlays).toContain('overdue');
    expect(play.types().slice(-3)).toEqual(['recheck-failed', 'deadline-missed', 'rung-reached']);
    expect(play.file.deadlines.some((deadline) => deadline.clock === 'recheck' && deadline.state === 'armed')).toBe(
      true,
    );
  });
});

describe('a decision that comes too late', () => {
  it('goes to the next level, which decides; the earlier level may not', () => {
    const play = new Play(baihe, START).rectifying().awaiting().passed();
    const proposalId = play.proposalId('close');
    const decision = { type: 'decide-proposal', proposalId, decision: 'approve', opinion: '同意' } as const;
    expect(play.attempt('ofd', decision, '2025-07-07T01:00:00.000Z')).toMatchObject({
      code: 'forbidden',
      whoCan: ['L2'],
    });
    play.act('l2', decision);
    expect(play.types()).toEqual(expect.arrayContaining(['deadline-missed', 'proposal-raised', 'closed']));
  });

  it('goes up at once when nobody may decide', () => {
    const parts = partsOf(baihe);
    const directory = { ...parts.directory, posts: parts.directory.posts.filter((post) => post.role !== 'OFd') };
    const play = new Play(baihe, START);
    Object.assign(play.world, { directory });
    play.rectifying().awaiting().passed();
    expect(play.file.proposals[0]?.steps[0]?.roles).toEqual(['L2']);
    expect(play.types()).toContain('proposal-raised');
  });
});

describe('the drill', () => {
  it('plays the same rules in seconds', () => {
    const play = new Play(drill, START).rectifying();
    play.act('ofc', { type: 'add-note', text: '到期' }, '2025-07-01T01:00:27.000Z');
    const rungs = (play.world.caseEvents.get('c1') ?? []).flatMap((event) =>
      event.type === 'rung-reached' ? [event.body.act] : [],
    );
    expect(rungs).toEqual(['urge', 'supervise', 'interview', 'circular']);
  });
});

describe('who owes a clock', () => {
  it('is the first responsible unit that can grade, where the lead is a coordinating office', () => {
    const play = new Play(baihe, START).registered();
    expect(play.file.deadlines.find((deadline) => deadline.clock === 'grade')?.addressee).toBe('unit:chengyun');
  });

  it('is the office for assigning and the responsible unit for accepting', () => {
    const play = new Play(baihe, START).graded();
    expect(play.file.deadlines.find((deadline) => deadline.clock === 'assign')?.addressee).toBe('unit:zhuanban');
    play.act('ofc', { type: 'assign', leadUnitId: 'chengyun', responsibleUnitId: 'meiqiao', coUnitIds: [] });
    expect(play.file.deadlines.find((deadline) => deadline.clock === 'accept')?.addressee).toBe('unit:meiqiao');
  });
});
