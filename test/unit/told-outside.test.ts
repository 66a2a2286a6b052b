import { toldOutside } from '../../domain/told-outside';
import { holdsPersonIds, holdsUnitIds } from '../../domain/fields-of-ids';
import { FIELD_NAMES } from '../../api/dto/field-names';
import { aPost } from '../support/a-post';
import { Scene } from './escalation/scene';

const postless = { kind: 'person' as const, personId: 'somebody' };
const signedBy = (role: 'LDc' | 'ENm', unitId: string) => ({
  ...postless,
  post: aPost('somebody', role, unitId, role === 'ENm' ? { subjectId: 's1' } : {}),
});

describe('who is named to another system', () => {
  const scene = new Scene().summoned();
  const interview = scene.the('interview');
  const protectedCase = {
    ...scene.file,
    subjects: scene.file.subjects.map((subject) => ({ ...subject, protectedPerson: true })),
  };
  const actorOf = (file: Parameters<typeof toldOutside>[0], actor: typeof postless) =>
    toldOutside(file, { type: 'note-added', actor, body: {} }).actor;

  it('is nobody who may be of the side of a protected person, in a case as in an escalation', () => {
    for (const file of [protectedCase, interview]) {
      expect(actorOf(file, postless)).toEqual({ kind: 'person' });
      expect(actorOf(file, signedBy('ENm', 'meiqiao'))).toEqual({ kind: 'person' });
      expect(actorOf(file, signedBy('LDc', 'chengyun'))).toMatchObject({ personId: 'somebody' });
    }
  });

  it('is whoever acted in a case that protects nobody', () => {
    expect(actorOf(scene.file, postless)).toEqual(postless);
  });
});

describe('the fields that hold ids of units and people', () => {
  it.each([
    ['unit', holdsUnitIds, 'hostUnitId'],
    ['person', holdsPersonIds, 'hostPersonId'],
  ] as const)('are, of a %s, fields that a form picks one for', (kind, holds, one) => {
    const held = Object.entries(FIELD_NAMES).filter(([field]) => holds(field));
    expect(held.filter(([, { widget }]) => widget !== kind)).toEqual([]);
    expect(held.map(([field]) => field)).toContain(one);
  });
});
