import { reporting } from '../../../domain/case/forms';
import type { Form } from '../../../domain/form';
import { baihe, drill } from './baihe-town';
import { formOf, GRADING, help, OF_DISTRICT, types, UNITS } from './form-scenes';
import { Play } from './play';
import { NOW } from './second-scenes';

const SCOPES = ['premises', 'part', 'machine', 'activity', 'power', 'people-out'];

const controlled = (): Play =>
  new Play(baihe, NOW).rectifying('2026-03-31').act('efo1', {
    type: 'impose-control',
    scope: 'premises',
    measures: '停用',
    until: '2025-12-20',
    guardPersonId: 'ens',
  });

describe('the form of an interim control', () => {
  const around = ['ens', 'enm', 'ldc', 'ldd', 'vgg', 'vgg2', 'vgm', 'efo1', 'efo2', 'efh'];
  const imposing = (scopes: string[]): object => ({
    fields: {
      scope: { among: scopes },
      measures: {},
      until: { filled: true },
      guardPersonId: { among: around, open: true },
    },
  });

  it('offers the scopes that are free, and people of the subject and of the units around', () => {
    const asked = { command: 'impose-control' };
    expect(formOf(new Play().rectifying(), 'efo1', asked)).toEqual(imposing(SCOPES));
    expect(formOf(controlled(), 'efo1', asked)).toEqual(imposing(SCOPES.slice(1)));
  });

  it('takes any words where the pack has no list, and names nobody whose post is for reports alone or over', () => {
    const play = new Play({ ...baihe, controlScopes: undefined } as never).rectifying();
    for (const post of play.world.directory.posts) {
      if (post.personId === 'vgg2') post.role = 'RP';
      if (post.personId === 'enm') post.to = '2025-06-01';
    }
    expect(formOf(play, 'efo1', { command: 'impose-control' })).toMatchObject({
      fields: { scope: {}, guardPersonId: { among: around.filter((id) => id !== 'vgg2' && id !== 'enm') } },
    });
    expect(formOf(play, 'efo1', { command: 'impose-control' })).not.toHaveProperty('fields.scope.among');
  });

  it('is lifted and prolonged by who could have imposed it', () => {
    expect(formOf(controlled(), 'efo1', { command: 'lift-control' })).toEqual({
      fields: { scope: { among: ['premises'] }, reason: {}, attachmentIds: { help } },
    });
    expect(formOf(controlled(), 'ds2', { command: 'lift-control' })).toMatchObject({
      fields: { scope: { among: [] } },
    });
    expect(formOf(controlled(), 'efo1', { command: 'extend-control' })).toEqual({
      fields: { scope: { among: ['premises'] }, until: { filled: true }, reason: {}, attachmentIds: { help } },
    });
  });
});

describe('the form of a proposal', () => {
  const proposing = (act: string, pack = baihe): object => {
    const play = pack === baihe ? new Play(pack, NOW).rectifying('2026-03-31') : new Play(pack).rectifying();
    return formOf(play, 'ofc', { command: 'propose', act });
  };
  const GROUNDS = ['force-majeure', 'stay-decided', 'sealed', 'criminal-investigation'];
  const REFERENCED = [{ field: 'ground', in: ['stay-decided', 'sealed', 'criminal-investigation'] }];

  it.each<[string, object, object?]>([
    [
      'confirm-major',
      {
        ...GRADING,
        subjectIds: { among: ['s1', 's2'], open: true, default: ['s1'] },
        control: { help },
      },
    ],
    [
      'statutory-order',
      {
        type: { among: ['zeling-xianqi-zhenggai', 'guankong'] },
        clauseId: { among: ['baihe-charging-site', 'xiaofang-16'], filled: true },
        requirements: {},
        coActorId: { among: ['efo1', 'efo2', 'ds1', 'ds2'] },
        inspectionRef: { help },
        emergencyReason: {},
        dueOn: { help },
      },
      { either: [['inspectionRef', 'emergencyReason']] },
    ],
    ['new-date', { newDueOn: { filled: true } }],
    ['extend', { newDueOn: { filled: true }, measures: {} }],
    [
      'suspend',
      {
        ground: { among: GROUNDS },
        reference: { shownWhen: REFERENCED },
        until: { help },
        control: { help },
      },
    ],
    ['reassign-above', { leadUnitId: { absent: true }, responsibleUnitId: { absent: true } }],
    ['void', {}],
    ['no-such-act', {}],
    ['constructor', {}],
  ])('to %s asks what the act needs', (act, fields, beside = {}) => {
    expect(proposing(act)).toEqual({ ...beside, fields: { act: { const: act }, ...fields, reason: {} } });
  });

  it('asks for no date where the pack counts by itself', () => {
    expect(proposing('extend', drill)).toMatchObject({ fields: { newDueOn: { absent: true } } });
    expect(proposing('suspend', drill)).toMatchObject({ fields: { until: { absent: true } } });
    expect(proposing('statutory-order', drill)).toMatchObject({ fields: { dueOn: { absent: true } } });
  });

  it('to suspend offers no reference where no ground needs one', () => {
    const grounds = baihe.suspension?.grounds.map((ground) => ({ ...ground, needsReference: false })) ?? [];
    const pack = { ...baihe, suspension: { ...baihe.suspension, grounds } } as typeof baihe;
    const play = new Play(pack, NOW).rectifying('2026-03-31');
    expect(formOf(play, 'ofc', { command: 'propose', act: 'suspend' })).toMatchObject({ fields: { reference: {} } });
    expect(formOf(play, 'ofc', { command: 'propose', act: 'suspend' })).not.toHaveProperty(
      'fields.reference.shownWhen',
    );
  });

  it('that is decided sends a closing back to where it is said, and knows the proposal', () => {
    const play = new Play().rectifying().awaiting().passed();
    const decided = (proposalId: string): object => formOf(play, 'ofd', { command: 'decide-proposal', proposalId });
    const closing = play.proposalId('close');
    expect(decided(closing)).toEqual({
      fields: {
        proposalId: { const: closing },
        decision: {},
        returnTo: { shownWhen: [{ field: 'decision', in: ['reject'] }] },
        unitId: { absent: true },
        opinion: {},
      },
    });
    expect(decided('another')).toMatchObject({ fields: { returnTo: { absent: true } } });
    play.file.fixedOnTheSpot = true;
    expect(decided(closing)).toMatchObject({ fields: { returnTo: { absent: true } } });
  });

  it('that moves a case above is decided with the unit that takes it on', () => {
    const play = new Play().graded();
    play.file.proposals.push({ proposalId: 'up', act: 'reassign-above' } as never);
    expect(formOf(play, 'ds1', { command: 'decide-proposal', proposalId: 'up' })).toMatchObject({
      fields: { returnTo: { absent: true }, unitId: { among: [...UNITS, ...OF_DISTRICT] } },
    });
  });

  it('that is taken back or co-signed is known; a note asks for nothing', () => {
    const play = new Play().graded();
    expect(formOf(play, 'ofc', { command: 'withdraw-proposal', proposalId: 'p' })).toEqual({
      fields: { proposalId: { const: 'p' }, reason: {} },
    });
    expect(formOf(play, 'ofc', { command: 'co-sign', askId: 'a' })).toEqual({
      fields: { askId: { const: 'a' }, decision: {} },
    });
    expect(formOf(play, 'ofc', { command: 'add-note' })).toEqual({ fields: {} });
    expect(formOf(play, 'ofc', { command: 'toString' })).toEqual({ fields: {} });
  });
});

describe('the form of a report', () => {
  const report = (personId: string): Form => reporting(new Play().reported().contextOf(personId));

  it('asks for the photo and the place first, offers villages of the town, and knows the time', () => {
    const play = new Play().reported();
    expect(Object.keys(report('vgg').fields).slice(0, 3)).toEqual(['attachmentIds', 'siteId', 'place']);
    expect(report('vgg')).toEqual({
      fields: {
        attachmentIds: { help },
        siteId: { help },
        place: { help },
        hazardType: { among: types },
        title: {},
        description: {},
        source: { suggested: ['grid-patrol'], filled: true },
        foundAt: { default: play.now },
        villageUnitId: { among: ['cunju', 'meiqiao'], help },
        subjectIds: {},
        campaignIds: { among: baihe.campaigns.map(({ id }) => id) },
        reporter: {
          shownWhen: [{ field: 'source', in: ['public-report', 'hotline-12345', 'suishenpai', 'volunteer'] }],
        },
        refersTo: {},
        externalId: {},
      },
      either: [['siteId', 'place']],
    });
  });

  it.each([
    ['vgm', ['grid-patrol']],
    ['ens', ['self-check']],
    ['enm', ['self-check']],
    ['ow', ['self-check']],
    ['ofc', ['hotline-12345', 'suishenpai', 'superior']],
    ['ofd', ['superior', 'hotline-12345']],
    ['ldc', ['inspection', 'superior', 'hotline-12345']],
    ['efo1', ['inspection']],
  ])('of %s suggests where what he reports comes from', (personId, suggested) => {
    expect(report(personId).fields['source']).toEqual({ suggested, filled: true });
  });
});
