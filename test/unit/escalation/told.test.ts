import type { EscalationDraft } from '../../../domain/escalation/facts';
import { tellingsOfEscalation } from '../../../domain/escalation/tellings';
import { lookupsIn } from '../../../domain/forecast/lookups';
import type { Telling } from '../../../domain/people/telling';
import { aPost } from '../../support/a-post';
import { at, Scene, type Act } from './scene';

/** Who is told of the last event of a type, from the file as it stands. */
const told = (scene: Scene, act: Act, type: EscalationDraft['type']): Telling[] => {
  const { world, now } = scene;
  const file = scene.the(act);
  const event = world.escalationEvents.get(file.escalationId)?.findLast((candidate) => candidate.type === type);
  if (event === undefined) throw new Error(`no ${type}`);
  const actor = { personId: 'system', posts: [], aliases: [] };
  const streamId = `escalation:${file.escalationId}`;
  const context = { ...world, streamId, now, actor, lookups: lookupsIn(world, null) };
  return tellingsOfEscalation(file, { ...event, signer: event.actor }, context);
};

const people = (tellings: Telling[]): string[] => tellings.flatMap(({ personIds }) => personIds).sort();

describe('who is told of an escalation', () => {
  it('whoever may decide it, that he is asked to: by role, and nobody else', () => {
    const scene = new Scene().talked();
    const { escalationId, proposals } = scene.the('interview');
    expect(told(scene, 'interview', 'proposal-opened')).toEqual([
      {
        personIds: ['l2'],
        template: 'decision-asked',
        data: { escalationId, act: 'interview', proposalId: proposals[0]?.proposalId },
        fact: 'interview:subject:s1',
        asks: true,
      },
    ]);
  });

  it('not whom a conflict bars, while there is another, and nobody once it is decided', () => {
    const inside = (personId: string) => aPost(personId, 'ENm', 'meiqiao', { subjectId: 's1' });
    const two = new Scene({ posts: [aPost('l2b', 'L2', 'baihe'), inside('l2')] }).talked();
    expect(people(told(two, 'interview', 'proposal-opened'))).toEqual(['l2b']);
    const withdrawn = new Scene().talked();
    withdrawn.give('l2', 'interview', withdrawn.deciding('interview', 'reject'));
    // Decided: nobody is asked any more.
    expect(people(told(withdrawn, 'interview', 'proposal-opened'))).toEqual([]);
  });

  it('the next level, when a proposal is raised to it', () => {
    const scene = new Scene({ without: ['l2'] }).talked();
    expect(people(told(scene, 'interview', 'proposal-raised'))).toEqual(['l1']);
  });

  it('both sides, what became of it', () => {
    const scene = new Scene().summoned();
    const [telling] = told(scene, 'interview', 'approved');
    expect(telling).toMatchObject({ template: 'interview-approved', fact: 'interview:subject:s1' });
    expect(telling?.data).toEqual({ escalationId: scene.the('interview').escalationId, act: 'interview' });
    expect(telling?.personIds).toEqual(expect.arrayContaining(['ens', 'enm', 'ldc', 'ldd']));
    expect(telling?.personIds).not.toContain('vgg');
  });

  it('its host and the office, that the sitting is late; from a rung on the leaders as well', () => {
    const scene = new Scene().summoned().until(at('2025-08-20T09:01'));
    const { escalationId } = scene.the('interview');
    const [late] = told(scene, 'interview', 'deadline-missed');
    expect(late).toMatchObject({
      template: 'deadline-missed',
      data: { escalationId, act: 'interview' },
      fact: `missed:${escalationId}:interview-held`,
    });
    expect(late?.personIds).toEqual(expect.arrayContaining(['ldc', 'ldd', 'ofc']));
    expect(late?.personIds).not.toContain('l2');
    const [rung] = told(scene, 'interview', 'rung-reached');
    expect(rung?.template).toMatch(/^rung-/);
    expect(rung?.personIds).toEqual(expect.arrayContaining(['ldc', 'ldd', 'ofc']));
    expect(rung?.fact).toContain(':');
  });
});
