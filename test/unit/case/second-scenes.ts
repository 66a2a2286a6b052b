import type { CaseCommand } from '../../../domain/case/commands';
import type { Post } from '../../../domain/people/directory';
import type { Role } from '../../../domain/people/roles';
import { baihe } from './baihe-town';
import { aReport, requested, served } from './given';
import { Play } from './play';

export const certificate = { number: '沪0009', validFrom: '2020-01-01', validTo: '2030-12-31' };
export const NOW = '2025-12-01T01:00:00.000Z';

export type Seat = [role: Role, unitId: string, more?: Partial<Post> | undefined];

/** Gives the person `second` these posts and no others. */
export const seat = (play: Play, seats: Seat[]): void => {
  const { directory } = play.world;
  directory.posts = directory.posts.filter((post) => post.personId !== 'second');
  for (const [index, [role, unitId, more]] of seats.entries()) {
    const post = { postId: `second-${String(index)}`, personId: 'second', role, unitId, subjectId: null };
    directory.posts.push({ ...post, from: '2020-01-01', to: null, certificate: null, ...more });
  }
};

/** A clause of a law for the type of the case that is played. */
const clauseId = 'xiaofang-16';

export const order = (coActorId: string): CaseCommand => ({
  type: 'propose',
  act: 'statutory-order',
  reason: '拒不整改',
  attachmentIds: [],
  fields: { paperType: 'zeling-xianqi-zhenggai', clauseId, requirements: '停用', coActorId, inspectionRef: '检字1号' },
});

export const confirming = (play: Play): CaseCommand => ({
  type: 'co-sign',
  askId: play.file.asks.at(-1)?.askId ?? 'none',
  decision: 'confirm',
});

export const approving = (play: Play): CaseCommand => ({
  type: 'decide-proposal',
  proposalId: play.proposalId('statutory-order'),
  decision: 'approve',
  opinion: '同意',
});

/** Under a served order of 综合执法队; the subject has applied for the re-check unless it is said otherwise. */
export const ordered = (applied = true): Play => {
  const play = new Play(baihe, NOW).accepted();
  play.act('efo1', order('efo2')).act('efo2', confirming(play)).decide('efh', 'statutory-order');
  play.act('efo1', served(play.file.papers[0]?.documentId ?? '', play.now));
  return applied ? play.act('ens', requested) : play;
};

const result = (personId: string, coActorId: string): CaseCommand => ({
  type: 'record-recheck',
  result: 'passed',
  findings: '合格',
  attachmentIds: [`${personId}-1`],
  coActorId,
});

interface Scene {
  play: () => Play;
  first: string;
  command: (coActorId: string, play: Play) => CaseCommand;
  fit: Seat[];
  /** What the case shows once it has taken effect. */
  done: (play: Play) => unknown;
}

export const officer: Seat[] = [['EFo', 'zhifa', { certificate }]];

export const SCENES: Record<string, Scene> = {
  verify: {
    play: () => new Play(baihe, NOW).act('vgg', aReport({ foundAt: NOW, subjectIds: ['s1'] })),
    first: 'ofc',
    command: (coActorId) => ({ type: 'verify', method: 'documents', finding: '属实', coActorId }),
    fit: [['VGm', 'meiqiao']],
    done: ({ file }) => file.status === 'registered',
  },
  'record-service long ago': {
    play: () => {
      const play = new Play(baihe, '2025-11-03T01:00:00.000Z').noticed('2026-03-31');
      return play.act('ofc', { type: 'add-note', text: '补录送达' }, NOW);
    },
    first: 'ldc',
    command: (coActorId, { file }) => {
      const service = served(file.papers[0]?.documentId ?? '', '2025-11-03T02:00:00.000Z');
      return { ...service, coActorId } as CaseCommand;
    },
    fit: [['LDc', 'chengyun']],
    done: ({ file }) => file.status === 'rectifying',
  },
  'start-recheck': {
    play: () => new Play(baihe, NOW).rectifying('2026-03-31').awaiting(),
    first: 'ldc',
    command: (coActorId) => ({ type: 'start-recheck', coActorId }),
    fit: [['LDd', 'chengyun']],
    done: ({ file }) => file.status === 'rechecking',
  },
  'record-recheck': {
    play: () => new Play(baihe, NOW).rectifying('2026-03-31').awaiting().act('ldc', { type: 'start-recheck' }),
    first: 'ldc',
    command: (coActorId) => result('ldc', coActorId),
    fit: [['LDd', 'chengyun']],
    done: ({ file }) => file.status === 'closure-review',
  },
  'statutory-order': {
    play: () => new Play(baihe, NOW).accepted(),
    first: 'efo1',
    command: order,
    fit: officer,
    done: ({ file }) => file.proposals.some(({ act }) => act === 'statutory-order'),
  },
  'start-recheck of an order': {
    play: ordered,
    first: 'efo1',
    command: (coActorId) => ({ type: 'start-recheck', coActorId }),
    fit: officer,
    done: ({ file }) => file.status === 'rechecking',
  },
  'record-recheck of an order': {
    play: () => {
      const play = ordered();
      return play.act('efo1', { type: 'start-recheck', coActorId: 'efo2' }).act('efo2', confirming(play));
    },
    first: 'efo1',
    command: (coActorId) => result('efo1', coActorId),
    fit: officer,
    done: ({ file }) => file.status === 'closure-review',
  },
};

/** Every kind that may never be second, beside whatever else it holds; the scene's fit posts come first. */
export const UNFIT: Record<string, (fit: Seat[]) => Seat[]> = {
  'a system administrator': () => [['SA', 'baihe']],
  'a system administrator with a fit post': (fit) => [...fit, ['SA', 'baihe']],
  'an auditor': () => [['AU', 'baihe']],
  'an auditor with a fit post': (fit) => [...fit, ['AU', 'baihe']],
  'a reporting account': () => [['RP', 'baihe']],
  'an expert': () => [['EX', 'baihe']],
  'an expert with a fit post': (fit) => [...fit, ['EX', 'baihe']],
  "the subject's safety officer": () => [['ENs', 'meiqiao', { subjectId: 's1' }]],
  "the subject's head": () => [['ENm', 'meiqiao', { subjectId: 's1' }]],
  'the owner': () => [['OW', 'touzi', { subjectId: 's1' }]],
  'an official who also stands for the subject': (fit) => [...fit, ['OW', 'touzi', { subjectId: 's1' }]],
  'an official with a post in the company of the subject': (fit) => [...fit, ['OW', 'wuye']],
  'an official of the unit that is the subject': (fit) => [...fit, ['RU', 'guibao']],
  'a post that may not give the command': () => [['EFr', 'zhifa', { certificate }]],
  'a leader': () => [['L1', 'baihe']],
  'a post that ended yesterday': (fit) => fit.map(([role, unit, more]) => [role, unit, { ...more, to: '2025-11-30' }]),
  'a post that begins tomorrow': (fit) =>
    fit.map(([role, unit, more]) => [role, unit, { ...more, from: '2025-12-02' }]),
  'a person of another town': (fit) => fit.map(([role, , more]) => [role, 'elsewhere', more]),
  'nobody known': () => [],
};

export const OFFICERS_ONLY: Record<string, Seat[]> = {
  'an officer without a certificate': [['EFo', 'zhifa']],
  'an officer whose certificate ended yesterday': [
    ['EFo', 'zhifa', { certificate: { ...certificate, validTo: '2025-11-30' } }],
  ],
  'an officer whose certificate begins tomorrow': [
    ['EFo', 'zhifa', { certificate: { ...certificate, validFrom: '2025-12-02' } }],
  ],
  'an officer of another authority': [['ST', 'paichusuo', { certificate }]],
  'an officer of the district': [['DS', 'qu-xiaofang', { certificate }]],
  'an officer whose certificate is on a post elsewhere': [
    ['EFo', 'zhifa'],
    ['ST', 'paichusuo', { certificate }],
  ],
};

/** The town with the subject's company and, where the case must have one, a unit that is itself a subject. */
export const prepared = (scene: Scene): Play => {
  const play = scene.play();
  const { directory } = play.world;
  const subjects = play.world.subjects.map((subject) => ({ ...subject }));
  play.world.subjects = subjects;
  directory.units['elsewhere'] = { ...directory.units['chengyun']!, unitId: 'elsewhere', townId: 'other-town' };
  for (const post of directory.posts) if (post.personId === 'enm') post.unitId = 'wuye';
  // The same subject is also known as a unit of its own, so that its side has every form.
  for (const subject of [...subjects, ...play.file.subjects])
    if (subject.subjectId === 's1') Object.assign(subject, { kind: 'public-body', unitId: 'guibao' });
  if (play.file.reportedSubjectIds.includes('s1')) play.file.reportedUnitIds.push('guibao');
  return play;
};
