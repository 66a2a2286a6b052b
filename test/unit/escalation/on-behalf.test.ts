import { allowedOnEscalation } from '../../../domain/escalation/allowed';
import type { EscalationCommand } from '../../../domain/escalation/commands';
import { lookupsIn } from '../../../domain/forecast/lookups';
import { shoot } from '../case/shots';
import { postsOf, type Post } from '../../../domain/people/directory';
import { aPost } from '../../support/a-post';
import { answer, at, Scene, sitting } from './scene';

const signed = (by: string): EscalationCommand => ({
  type: 'file-interview-report',
  text: '已整改',
  attachmentIds: [],
  onBehalf: true,
  signedAttachmentIds: [`${by}-1`],
});

const nobody = { without: ['ens', 'enm'] };

/** Whoever ever reports: what a stranger is told, who never hears who is staffed. */
const ALL_HEADS = ['ENm', 'OW', 'VGm', 'RU', 'LDd', 'OFd', 'EFh', 'ST'];

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
    const strangers = ['ru', 'ow'];
    for (const by of ['ofc', 'ldc', 'efo1', ...strangers]) {
      expect(button(scene, by)).toBe(false);
      const whoCan = strangers.includes(by) ? ALL_HEADS : ['VGg', 'VGm'];
      expect(filed(scene, by)).toMatchObject({ reason: 'not-your-task', whoCan });
    }
  });

  it('is its own where somebody of it can file', () => {
    const scene = new Scene().held();
    expect(filed(scene, 'ldc')).toMatchObject({ reason: 'not-your-task', whoCan: ['ENm'] });
    expect(filed(scene, 'vgm')).toMatchObject({ reason: 'not-your-task', whoCan: ALL_HEADS });
    shoot(scene.world, signed('enm'), scene.now);
    expect(scene.ask('enm', 'interview', signed('enm'))).toMatchObject({ reason: 'not-on-behalf' });
    expect(scene.ask('enm', 'interview', answer)).toBeNull();
  });
});

describe('the report of a government unit (settled 3.4, 3.6)', () => {
  /** 规保办, which has the head `ru`, was talked to over a case in the hands of 梅桥村; it may have a clerk. */
  const talkedTo = (...posts: Post[]): Scene => {
    const scene = new Scene({ posts }).about('unit:guibao').rectifying('2025-07-22');
    Object.assign(scene.file, { coUnitIds: ['guibao'] });
    scene.open('ofc', 'interview', { addressee: 'unit:guibao', addresseeName: '规保办', addresseeIsCompany: false });
    scene.give('l2', 'interview', scene.deciding('interview'));
    return scene.give('ldc', 'interview', sitting(scene.now));
  };
  const headless = (scene: Scene): Scene => {
    const { world } = scene;
    world.directory = { ...world.directory, posts: world.directory.posts.filter(({ personId }) => personId !== 'ru') };
    return scene;
  };
  const clerk = aPost('clerk', 'LDc', 'guibao');

  it('tells a stranger the same whoever is staffed there', () => {
    const told = (scene: Scene) => {
      const refusal = scene.ask('vgm', 'interview', answer);
      return [refusal?.message, refusal?.whoCan];
    };
    const full = told(talkedTo(clerk));
    expect(full[1]).toEqual(ALL_HEADS);
    expect(told(headless(talkedTo(clerk)))).toEqual(full);
    expect(told(headless(talkedTo()))).toEqual(full);
  });

  it('comes from its head while it has one, not from its clerk', () => {
    const scene = talkedTo(clerk);
    expect(scene.ask('clerk', 'interview', answer)).toMatchObject({ reason: 'not-your-task', whoCan: ['RU'] });
    expect(scene.ask('vgm', 'interview', answer)).toMatchObject({ reason: 'not-your-task', whoCan: ALL_HEADS });
    expect(button(scene, 'clerk')).toBe(false);
    expect(scene.ask('ru', 'interview', answer)).toBeNull();
  });

  it('comes from any of its own people once the head has gone, in his own post', () => {
    const scene = headless(talkedTo(clerk));
    expect([button(scene, 'clerk'), button(scene, 'vgm')]).toEqual([true, false]);
    expect(filed(scene, 'vgm')).toMatchObject({ reason: 'not-your-task', whoCan: ALL_HEADS });
    expect(filed(scene, 'clerk')).toMatchObject({ reason: 'not-on-behalf' });
    expect(scene.ask('clerk', 'interview', answer)).toBeNull();
    const event = scene.world.escalationEvents
      .get(scene.the('interview').escalationId)
      ?.find(({ type }) => type === 'interview-report-filed');
    expect(event).toMatchObject({ actor: { personId: 'clerk', post: { role: 'LDc', unitId: 'guibao' } } });
    expect(event?.body).not.toHaveProperty('onBehalf');
  });

  it('waits for the next head where it has nobody, and no village files it', () => {
    const scene = headless(talkedTo());
    for (const by of ['vgm', 'vgg', 'ldc'])
      expect(filed(scene, by)).toMatchObject({ code: 'forbidden', reason: 'not-your-task' });
    scene.until(at('2025-08-20T10:00'));
    expect(scene.the('interview')).toMatchObject({
      status: 'held',
      deadlines: [{ clock: 'interview-report', state: 'fired' }, { act: 'remind' }],
    });
    const { world } = scene;
    world.directory = { ...world.directory, posts: [...world.directory.posts, aPost('next', 'RU', 'guibao')] };
    expect(scene.ask('next', 'interview', answer)).toBeNull();
  });

  it('never comes from who stands for a firm that lies there', () => {
    const scene = headless(talkedTo(aPost('firm', 'ENs', 'guibao', { subjectId: 's1' })));
    expect(scene.ask('firm', 'interview', answer)).toMatchObject({ reason: 'not-your-task' });
  });
});
