import type { CaseCommand } from '../../../../domain/case/commands';
import type { CaseProposalAct } from '../../../../domain/case/proposal';
import { order } from '../second-scenes';
import { baihe } from '../baihe-town';
import { Play } from '../play';
import { proposing } from './proposals';

const majorClause = baihe.clauses.find(({ id, major }) => {
  const type = baihe.hazardTypes.find(({ clauseIds }) => clauseIds.includes(id));
  return major === true && type !== undefined;
});
const majorType = baihe.hazardTypes.find(({ clauseIds }) => clauseIds.includes(majorClause?.id ?? ''));

const NOW = (majorClause?.validFrom ?? '2025-07-01') > '2025-07-01' ? '2025-12-01T01:00:00.000Z' : undefined;

interface Scene {
  play: () => Play;
  by: string;
  command: CaseCommand;
  /** Who may not, and from where it cannot be proposed. */
  not: string;
  wrong: () => Play;
}

const control = { scope: 'premises', measures: '断电封门', until: '2025-07-10', guardPersonId: 'vgg' };

const SCENES: Partial<Record<CaseProposalAct, Scene>> = {
  void: {
    play: () => new Play().reported(),
    by: 'ofc',
    command: proposing('void', {}, ['ofc-1']),
    not: 'au',
    wrong: () => new Play().closed(),
  },
  'confirm-major': {
    play: () => new Play(baihe, NOW).registered(),
    by: 'ldc',
    command: proposing('confirm-major', {
      domain: majorType?.domain ?? 'other',
      hazardType: majorType?.id ?? '',
      clauseId: majorClause?.id ?? '',
      subjectIds: ['s1'],
      control: { notNeeded: '现场已停用' },
    }),
    not: 'vgg',
    wrong: () => new Play(baihe, NOW).reported(),
  },
  'impose-control': {
    play: () => new Play().graded(),
    by: 'ldc',
    command: proposing('impose-control', control),
    not: 'au',
    wrong: () => new Play().reported().act('vgg', { type: 'withdraw-lead', reason: '误报' }),
  },
  relapse: {
    play: () => new Play().closed(),
    by: 'ldc',
    command: proposing('relapse', {}, ['ldc-2']),
    not: 'ens',
    wrong: () => new Play().rectifying(),
  },
};

describe.each(Object.entries(SCENES))('propose %s', (act, scene) => {
  it('records the proposal with its reason and author, and arms the decision', () => {
    const play = scene.play().act(scene.by, scene.command);
    const [proposal] = play.file.proposals;
    expect(proposal).toMatchObject({ act, reason: '情况属实', by: { kind: 'person', personId: scene.by } });
    expect(play.file.deadlines).toContainEqual(
      expect.objectContaining({ clock: 'decision', ref: proposal?.proposalId, state: 'armed' }),
    );
  });

  it('is refused to who may not, with who can', () => {
    const play = scene.play();
    const before = play.types();
    const refusal = play.attempt(scene.not, { ...scene.command, attachmentIds: [] } as CaseCommand);
    expect(refusal?.code).toBe('forbidden');
    expect(play.types()).toEqual(before);
  });

  it('is refused a second time while the first is open', () => {
    const play = scene.play().act(scene.by, scene.command);
    expect(play.attempt(scene.by, scene.command)?.code).toBe('conflict');
    expect(play.file.proposals).toHaveLength(1);
  });

  it('is refused from a state in which it could not be carried out', () => {
    const play = scene.wrong();
    const before = play.file.proposals;
    expect(play.attempt(scene.by, scene.command)?.code).toBe('illegal-transition');
    expect(play.file.proposals).toEqual(before);
  });

  it('changes nothing else of the case', () => {
    const play = scene.play();
    const { status, grade, controls, cycle } = play.file;
    play.act(scene.by, scene.command);
    expect(play.file).toMatchObject({ status, grade, controls, cycle });
  });
});

describe('propose void', () => {
  it.each(['lead', 'registered'])('is refused without proof, of a %s', (status) => {
    const play = status === 'lead' ? new Play().reported() : new Play().registered();
    expect(play.attempt('ofc', proposing('void'))).toMatchObject({
      reason: 'proof-missing',
      pointer: '/attachmentIds',
    });
  });
});

describe('propose statutory-order', () => {
  const start = (): Play => new Play(baihe, '2025-12-01T01:00:00.000Z').accepted();

  it('records nothing but the question until the second officer confirms', () => {
    const play = start().act('efo1', order('efo2'));
    expect(play.types().at(-1)).toBe('co-sign-asked');
    expect(play.file.proposals).toEqual([]);
  });

  it.each([
    ['an uncertified second officer', 'efo2'],
    ['an uncertified first officer', 'efo1'],
  ])('is refused with %s', (_, personId) => {
    const play = start();
    for (const post of play.world.directory.posts) if (post.personId === personId) post.certificate = null;
    expect(play.attempt('efo1', order('efo2'))).toMatchObject({ reason: 'certificate-not-valid' });
    expect(play.file.asks).toEqual([]);
  });

  it('is refused with a second officer whose certificate ended the day before', () => {
    const play = start();
    for (const post of play.world.directory.posts)
      if (post.personId === 'efo2')
        post.certificate = { number: '沪1', validFrom: '2020-01-01', validTo: '2025-11-30' };
    expect(play.attempt('efo1', order('efo2'))).toMatchObject({
      reason: 'certificate-not-valid',
      pointer: '/coActorId',
    });
  });
});
