import { caseModule, type CaseOrder } from '../../../domain/case/module';
import { Play } from './play';

const streamId = 'case:c1';
const foreseen = (command: object) => caseModule.foresees(command as CaseOrder, { streamId, townId: null });
const subject = (subjectId: string) => ({ ask: 'subject', subjectId });
const upload = (attachmentId: string) => ({ ask: 'attachment', attachmentId, streamId });

describe('what a command on a case has looked up before it is decided', () => {
  it.each<[string, object, object[]]>([
    ['none for a note', { type: 'add-note', text: '记' }, []],
    [
      'the subjects that it names, once each',
      { type: 'grade', subjectIds: ['s1', 's2', 's1'] },
      [subject('s1'), subject('s2')],
    ],
    [
      'those of a proposal with its uploads',
      { type: 'propose', act: 'confirm-major', fields: { subjectIds: ['s1'] }, attachmentIds: ['a', 'b', 'a'] },
      [subject('s1'), upload('a'), upload('b')],
    ],
    ['none of a proposal without', { type: 'propose', act: 'void', fields: {}, attachmentIds: [] }, []],
    [
      'the photos before and after',
      { type: 'request-recheck', beforeAttachmentIds: ['a'], afterAttachmentIds: ['b'] },
      [upload('a'), upload('b')],
    ],
    [
      'the escalations that a decision may end',
      { type: 'decide-proposal', proposalId: 'p', decision: 'approve', opinion: '' },
      [{ ask: 'linked', caseId: 'c1' }],
    ],
  ])('are %s', (_, command, expected) => {
    expect(foreseen(command)).toEqual(expected);
  });
});

describe('the timeline of a case', () => {
  it('tells of this cycle alone', () => {
    const { file } = new Play().rectifying();
    const rung = { clock: 'rectify', level: 1, act: 'urge', addressee: 'subject:s1' };
    const link = { act: 'interview', addressee: 'subject:s1' };
    const told = caseModule.timeline({
      ...file,
      cycle: 2,
      rungsReached: [
        { ...rung, cycle: 1 },
        { ...rung, act: 'interview', cycle: 2 },
      ],
      escalations: [
        { ...link, escalationId: 'old', cycle: 1 },
        { ...link, escalationId: 'new', cycle: 2 },
      ],
    } as never);
    expect(told).toMatchObject({
      cycle: 2,
      number: file.number,
      rungs: ['rectify interview'],
      escalationIds: ['new'],
    });
  });
});
