import { allowedOnEscalation } from '../../../domain/escalation/allowed';
import type { EscalationCommand } from '../../../domain/escalation/commands';
import { lookupsIn } from '../../../domain/forecast/lookups';
import { postsOf } from '../../../domain/people/directory';
import { shoot } from '../case/shots';
import { answer, Scene, sitting } from './scene';

const signed = (by: string): EscalationCommand => ({
  type: 'file-interview-report',
  text: '已整改',
  attachmentIds: [],
  onBehalf: true,
  signedAttachmentIds: [`${by}-1`],
});

const nobody = { without: ['ens', 'enm'] };

/** What the post of the day says when somebody files on behalf. */
const filed = (scene: Scene, by: string) => {
  shoot(scene.world, signed(by), scene.now);
  return scene.ask(by, 'interview', signed(by));
};

const button = (scene: Scene, personId: string): boolean | undefined => {
  const { world, now } = scene;
  const context = {
    streamId: 'escalation:x',
    policy: world.policy,
    calendar: world.calendar,
    directory: world.directory,
    now,
    actor: { personId, posts: postsOf(world.directory, personId, now.slice(0, 10)), aliases: [] },
    lookups: lookupsIn(world, null),
  };
  const all = allowedOnEscalation(scene.the('interview'), context);
  return all.find(({ command }) => command === 'file-interview-report')?.allowed;
};

describe('the report of an interview whose addressee has nobody to file it (settled 3.6)', () => {
  it.each(['vgm', 'vgg'])('is filed on its behalf by %s of the responsible unit, with the signed paper', (by) => {
    const scene = new Scene(nobody).held();
    expect(button(scene, by)).toBe(true);
    expect(filed(scene, by)).toBeNull();
    expect(scene.the('interview')).toMatchObject({ status: 'completed', report: '已整改' });
    const event = scene.world.escalationEvents
      .get(scene.the('interview').escalationId)
      ?.find(({ type }) => type === 'interview-report-filed');
    expect(event).toMatchObject({
      actor: { personId: by, post: { unitId: 'meiqiao' } },
      body: { onBehalf: { signed: [{ attachmentId: `${by}-1` }] } },
    });
  });

  it('asks for the word that it is on behalf, and for the signed paper', () => {
    const scene = new Scene(nobody).held();
    expect(scene.ask('vgm', 'interview', answer)).toMatchObject({ reason: 'on-behalf-missing' });
    expect(
      scene.ask('vgm', 'interview', { ...signed('vgm'), signedAttachmentIds: [] } as EscalationCommand),
    ).toMatchObject({ reason: 'signed-paper-missing' });
  });

  it('is nobody else’s', () => {
    const scene = new Scene(nobody).held();
    for (const by of ['ru', 'ofc', 'efo1', 'ldc', 'ow']) {
      expect(button(scene, by)).toBe(false);
      expect(filed(scene, by)).toMatchObject({ reason: 'not-your-task', whoCan: ['VGg', 'VGm'] });
    }
  });

  it('is its own where somebody of it can file', () => {
    const scene = new Scene().held();
    expect(filed(scene, 'vgm')).toMatchObject({ reason: 'not-your-task', whoCan: ['ENm'] });
    shoot(scene.world, signed('enm'), scene.now);
    expect(scene.ask('enm', 'interview', signed('enm'))).toMatchObject({ reason: 'not-on-behalf' });
    expect(scene.ask('enm', 'interview', answer)).toBeNull();
  });

  it('is filed by the responsible unit for a body that is a unit whose only head has gone', () => {
    const scene = new Scene().about('unit:guibao').rectifying('2025-07-22');
    Object.assign(scene.file, { coUnitIds: ['guibao'] });
    scene.open('ofc', 'interview', { addressee: 'unit:guibao', addresseeName: '规保办', addresseeIsCompany: false });
    scene.give('l2', 'interview', scene.deciding('interview'));
    scene.give('ldc', 'interview', sitting(scene.now));
    expect(filed(scene, 'vgm')).toMatchObject({ reason: 'not-your-task' });
    const { world } = scene;
    world.directory = { ...world.directory, posts: world.directory.posts.filter(({ personId }) => personId !== 'ru') };
    expect(filed(scene, 'vgm')).toBeNull();
    expect(scene.the('interview').status).toBe('completed');
  });
});
