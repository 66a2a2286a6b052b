import { allowedOnEscalation } from '../../../domain/escalation/allowed';
import { lookupsIn } from '../../../domain/forecast/lookups';
import { Scene, at } from './scene';

const decision = (scene: Scene) =>
  scene.the('interview').deadlines.filter(({ clock, level }) => clock === 'decision' && level === 0);

describe('what an escalation records', () => {
  it('is numbered one after another from its opening on', () => {
    const scene = new Scene().held();
    const events = scene.world.escalationEvents.get(scene.the('interview').escalationId) ?? [];
    expect(events.length).toBeGreaterThan(2);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(scene.the('interview').version).toBe(events.length);
  });

  it('names its first clock of a kind 1 and the one that takes its place 2, each for its proposal', () => {
    const scene = new Scene().talked();
    const [proposal] = scene.the('interview').proposals;
    expect(decision(scene)).toMatchObject([{ deadlineId: 'decision:1:1', ref: proposal?.proposalId }]);
    scene.until(at('2025-08-01T09:00'));
    expect(decision(scene).at(-1)).toMatchObject({ deadlineId: 'decision:1:2', ref: proposal?.proposalId });
  });

  it('says of the sitting for whom it is held, without a proposal', () => {
    const scene = new Scene().summoned();
    const sitting = scene.the('interview').deadlines.find(({ clock }) => clock === 'interview-held');
    expect(sitting).toMatchObject({ deadlineId: 'interview-held:1:1', addressee: 'unit:chengyun' });
    expect(sitting).not.toHaveProperty('ref');
  });
});

const buttonsFor = (scene: Scene, act: 'interview' | 'circular', personId: string) => {
  const { world, now } = scene;
  const posts = world.directory.posts.filter((post) => post.personId === personId);
  const file = scene.the(act);
  return allowedOnEscalation(file, {
    streamId: `escalation:${file.escalationId}`,
    policy: scene.pack,
    calendar: world.calendar,
    directory: world.directory,
    now,
    actor: { personId, posts, aliases: [] },
    lookups: lookupsIn(world, scene.file),
  });
};

describe('the buttons of an escalation', () => {
  it('are those of its kind: a talk is not published, a circular has no sitting', () => {
    const commandsOf = (act: 'interview' | 'circular'): string[] => {
      const scene = new Scene().rectifying();
      expect(scene.open('ofc', act)).toBeNull();
      return buttonsFor(scene, act, 'ofc').map(({ command }) => command);
    };
    expect(commandsOf('interview')).toContain('hold-interview');
    expect(commandsOf('interview')).not.toContain('publish');
    expect(commandsOf('circular')).toContain('publish');
    expect(commandsOf('circular')).not.toContain('hold-interview');
  });
});

describe('who takes back what was proposed of an escalation', () => {
  const mayWithdraw = (scene: Scene, personId: string): boolean =>
    buttonsFor(scene, 'interview', personId).some(({ command, allowed }) => command === 'withdraw-proposal' && allowed);

  it('is who proposed it, and nobody else', () => {
    const scene = new Scene().rectifying();
    expect(scene.open('ofc', 'interview')).toBeNull();
    expect(['ofc', 'ofd', 'l2', 'ldc'].filter((who) => mayWithdraw(scene, who))).toEqual(['ofc']);
  });

  it('is nobody where the ladder proposed it', () => {
    const scene = new Scene().talked();
    expect(['ofc', 'ofd', 'l2', 'ldc'].filter((who) => mayWithdraw(scene, who))).toEqual([]);
  });
});
