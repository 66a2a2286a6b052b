import type { CaseCommand } from '../../../../domain/case/commands';
import { NOW } from '../second-scenes';
import { baihe } from '../baihe-town';
import { aReport } from '../given';
import { Play } from '../play';

const lead = (): Play => new Play(baihe, NOW).act('vgg', aReport({ foundAt: NOW, villageUnitId: 'meiqiao' }));
const onSite: CaseCommand = { type: 'verify', method: 'on-site', finding: '属实' };
const onDocuments: CaseCommand = { type: 'verify', method: 'documents', finding: '属实' };

describe('verify', () => {
  it('is signed in the post that may verify so: who is of the office besides goes and looks as what he is elsewhere', () => {
    const signer = (method: 'on-site' | 'documents') => {
      const play = new Play().reported();
      play.act('ldc', { type: 'verify', method, finding: '属实' });
      const event = play.world.caseEvents.get('c1')?.at(-1);
      return event?.actor.kind === 'person' ? event.actor.post : undefined;
    };
    expect(signer('on-site')).toEqual({ role: 'LDc', unitId: 'chengyun' });
    expect(signer('documents')).toEqual({ role: 'OFd', unitId: 'zhuanban' });
  });

  it('registers the lead under a number of its town and year, meets its clock and arms that of the grading', () => {
    const play = lead().act('vgg2', onSite);
    expect(play.file).toMatchObject({ status: 'registered', number: 'baihe-2025-00001' });
    expect(play.file.deadlines.filter(({ level }) => level === 0).map(({ clock }) => clock)).toEqual(['grade']);
    expect(play.world.caseEvents.get('c1')?.at(-1)?.body).toMatchObject({ meets: [{ metAt: NOW }] });
  });

  it('is done by the office on documents alone', () => {
    expect(lead().attempt('ofc', onSite)).toMatchObject({ reason: 'office-verifies-on-documents', pointer: '/method' });
    expect(lead().attempt('ofc', onDocuments)).toBeNull();
  });

  it.each(['vgg2', 'vgm', 'ldc', 'ldd', 'ru', 'efo1', 'efh', 'ds1'])('is done by %s on site alone', (personId) => {
    const play = lead();
    for (const post of play.world.directory.posts) if (post.role === 'OFd') post.personId = 'ofd';
    expect(play.attempt(personId, onDocuments)).toMatchObject({ reason: 'verifies-on-site', pointer: '/method' });
    expect(play.attempt(personId, onSite)).toBeNull();
  });

  it('is refused to who reported it alone, and taken with a colleague who confirms', () => {
    const play = lead();
    expect(play.attempt('vgg', onSite)).toMatchObject({ code: 'sod-violation', reason: 'reporter-verifies' });
    play.act('vgg', { ...onSite, coActorId: 'vgm' });
    expect(play.file.status).toBe('lead');
    play.act('vgm', { type: 'co-sign', askId: play.file.asks[0]?.askId ?? '', decision: 'confirm' });
    expect(play.file.status).toBe('registered');
  });

  it.each(['ens', 'ow', 'au', 'sa', 'l2'])('is refused to %s, who has no such task, and leaves nothing', (personId) => {
    const play = lead();
    const before = play.file;
    expect(play.attempt(personId, onSite)).toMatchObject({ code: 'forbidden', reason: 'not-your-task' });
    expect(play.file).toEqual(before);
  });

  it('is refused a second time', () => {
    expect(lead().act('vgg2', onSite).attempt('ldd', onSite)).toMatchObject({ code: 'illegal-transition' });
  });

  it('stays silent about who answers for it: no grade, no unit and no subject', () => {
    const { grade, leadUnitId, responsibleUnitId, subjects } = lead().act('vgg2', onSite).file;
    expect([grade, leadUnitId, responsibleUnitId, subjects]).toEqual([null, null, null, []]);
  });
});
