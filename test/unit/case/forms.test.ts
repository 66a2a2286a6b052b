import { drill } from './baihe-town';
import { formOf, GRADING, help, OF_DISTRICT, UNITS } from './form-scenes';
import { noticed, notified } from './major-scenes';
import { Play } from './play';
import { ordered } from './second-scenes';

const SECONDS = ['ofd', 'ofd2', 'ldc', 'ldd', 'ru', 'vgg', 'vgg2', 'vgm', 'efo1', 'efo2', 'efh', 'ds1', 'ds2'];
const OTHERS_OF_LDC = ['ldd', 'ru', 'efo1', 'efo2', 'efh', 'ds1', 'ds2'];
const ON_BEHALF = { onBehalf: { ifNeeded: true, const: true }, signedAttachmentIds: { ifNeeded: true } };
const REQUEST = { ifNeeded: true, help };
const LEADS = ['zhuanban', 'chengyun'];
const ANSWERING = ['chengyun', 'zhifa', 'paichusuo', 'touzi', 'cunju', 'meiqiao'];
const first = (some: string[]): string[] => [...some, ...[...UNITS, ...OF_DISTRICT].filter((id) => !some.includes(id))];

describe('the form before a case is with who answers for it', () => {
  it('of a verifying names everybody who could be its second person, and not who asks', () => {
    expect(formOf(new Play().reported(), 'ofc', { command: 'verify' })).toEqual({
      fields: { method: {}, finding: {}, coActorId: { of: 'method', among: SECONDS } },
    });
  });

  it('of a grading offers the types with domain and clauses of each, and the subject that is known', () => {
    const play = new Play().registered();
    expect(formOf(play, 'ldc', { command: 'grade' })).toEqual({
      fields: { ...GRADING, subjectIds: { among: ['s2'], open: true, default: ['s2'] } },
    });
    expect(formOf(play, 'ldc', { command: 'grade' }, { hazardType: 'no-such-type' })).toMatchObject({
      fields: { domain: { among: ['other'] }, clauseId: { among: [] } },
    });
    const graded = formOf(new Play().graded(), 'ldc', { command: 'grade' });
    expect(graded).toMatchObject({ fields: { subjectIds: { among: ['s1', 's2'], default: ['s1'] } } });
  });

  it.each(['assign', 'reassign'])(
    'of %s puts the units of the routing first, and asks a reason for others',
    (command) => {
      expect(formOf(new Play().graded(), 'ofc', { command })).toEqual({
        fields: {
          leadUnitId: { among: first(LEADS), suggested: LEADS, filled: true },
          responsibleUnitId: { among: first(ANSWERING), suggested: ANSWERING, filled: true },
          coUnitIds: { among: [...UNITS, ...OF_DISTRICT] },
          reason: { help },
        },
        warnings: [{ text: help, field: '/reason' }],
      });
    },
  );

  it('of a refusal may name a better unit', () => {
    expect(formOf(new Play().assigned(), 'vgm', { command: 'refuse-assignment' })).toEqual({
      fields: { reason: {}, proposedUnitId: { among: [...UNITS, ...OF_DISTRICT], help } },
    });
  });
});

describe('the form of a paper', () => {
  it('is issued by the own units or the town; a date is asked where the pack takes one', () => {
    const issuer = { of: 'type', among: ['chengyun', 'zhuanban', 'baihe'], filled: true };
    expect(formOf(new Play().accepted(), 'ldc', { command: 'issue-notice' })).toEqual({
      fields: { type: {}, issuerUnitId: issuer, requirements: {}, dueOn: { help } },
    });
    expect(formOf(new Play(drill).accepted(), 'ldc', { command: 'issue-notice' })).toMatchObject({
      fields: { dueOn: { absent: true } },
    });
  });

  it('says of a date that may be left out what counts then, and that a common date is over', () => {
    const help = (play: Play): unknown =>
      (formOf(play, 'ldc', { command: 'issue-notice' }) as { fields: { dueOn: { help: string } } }).fields.dueOn.help;
    expect(help(new Play().accepted())).toBe('统一期限 2025-06-30 已过，须另行指定。');
    expect(help(new Play(undefined, '2025-03-04T01:00:00.000Z').accepted())).toBe('不填的，按统一期限 2025-06-30。');
    const other = new Play().accepted();
    Object.assign(other.file, { hazardType: 'no-such-type' });
    expect(help(other)).toBe('不填的，按政策包的整改时限自送达之日起算。');
  });

  it('of a service knows paper and time, and asks for witnesses where nobody signs', () => {
    const play = new Play().noticed();
    const shownWhen = [
      { field: 'mode', in: ['left'] },
      { field: 'refused', in: [true] },
    ];
    expect(formOf(play, 'ldc', { command: 'record-service' })).toEqual({
      fields: {
        documentId: { among: [play.file.papers[0]?.documentId] },
        mode: { of: 'documentId' },
        servedAt: { default: play.now },
        recipientName: {},
        refused: { default: false },
        witness: { shownWhen, help },
        witnessAttachmentIds: { shownWhen },
        coActorId: { of: 'documentId', among: ['ofc', ...SECONDS.filter((id) => id !== 'ldc')], help },
      },
    });
  });

  it('of a service and of a signing on the spot knows who signs where the subject is a person, and not for a company', () => {
    const play = new Play().noticed();
    const signers = (): object[] => [
      formOf(play, 'ldc', { command: 'record-service' }),
      formOf(play, 'ldc', { command: 'fix-on-the-spot' }),
    ];
    expect(JSON.stringify(signers())).not.toContain('梅桥物业公司');
    for (const subject of play.file.subjects) Object.assign(subject, { kind: 'individual', name: '王某' });
    expect(signers()).toMatchObject([
      { fields: { recipientName: { default: '王某' } } },
      { fields: { subjectSignature: { default: '王某' } } },
    ]);
  });

  it('of a service and of a signing on the spot names no protected person', () => {
    const play = new Play().noticed();
    for (const subject of play.file.subjects) subject.kind = 'individual';
    for (const subject of play.file.subjects) subject.protectedPerson = true;
    expect(formOf(play, 'ldc', { command: 'record-service' })).toMatchObject({ fields: { recipientName: {} } });
    expect(JSON.stringify(formOf(play, 'ldc', { command: 'record-service' }))).not.toContain('梅桥物业公司');
    expect(JSON.stringify(formOf(play, 'ldc', { command: 'fix-on-the-spot' }))).not.toContain('梅桥物业公司');
    play.file.subjects = [];
    expect(formOf(play, 'ldc', { command: 'record-service' })).toMatchObject({ fields: { recipientName: {} } });
    expect(formOf(play, 'ldc', { command: 'fix-on-the-spot' })).toMatchObject({ fields: { subjectSignature: {} } });
  });

  it('of taking one back offers what is not served, of cancelling the order in force', () => {
    const play = new Play().noticed();
    const paper = play.file.papers[0]?.documentId;
    expect(formOf(play, 'ldc', { command: 'withdraw-notice' })).toEqual({
      fields: { documentId: { among: [paper] }, reason: {} },
    });
    const under = ordered();
    const asked = { reason: {}, decisionRef: {}, attachmentIds: {} };
    expect(formOf(under, 'efh', { command: 'cancel-order' })).toEqual({
      fields: { documentId: { const: under.file.papers[0]?.documentId }, ...asked },
    });
    expect(formOf(play, 'efh', { command: 'cancel-order' })).toEqual({ fields: { documentId: {}, ...asked } });
  });
});

describe('the form of who rectifies', () => {
  it('of a plan takes the date that runs, and else the latest that the rules take', () => {
    const rest = { goal: {}, measures: {}, funds: {}, personInCharge: {}, emergencyPlan: {}, attachmentIds: {} };
    const plan = (play: Play): object => formOf(play, 'ens', { command: 'file-plan' });
    expect(plan(notified('2025-12-22'))).toEqual({
      fields: { ...rest, finishOn: { default: '2025-12-22' }, ...ON_BEHALF },
    });
    expect(plan(noticed())).toEqual({ fields: { ...rest, finishOn: { filled: true }, ...ON_BEHALF } });
    expect(plan(new Play(drill).rectifying())).toMatchObject({ fields: { finishOn: { filled: true } } });
  });

  it('of a progress starts from the last, of a request from the photos of the report', () => {
    const play = new Play().rectifying();
    expect(formOf(play, 'ens', { command: 'report-progress' })).toEqual({
      fields: { percent: { default: 0 }, done: {}, obstacles: {}, attachmentIds: {}, ...ON_BEHALF },
    });
    expect(formOf(play, 'ens', { command: 'request-recheck' })).toEqual({
      fields: {
        report: {},
        beforeAttachmentIds: { among: ['vgg-1', 'ens-1'], open: true, default: ['vgg-1'] },
        afterAttachmentIds: { help },
        ...ON_BEHALF,
      },
    });
  });
});

describe('the form of who looks', () => {
  it('of a re-check says no result beforehand, and names the seconds', () => {
    const play = new Play().rectifying().awaiting();
    expect(formOf(play, 'ldc', { command: 'start-recheck' })).toEqual({
      fields: { coActorId: { among: OTHERS_OF_LDC }, requestRef: REQUEST },
    });
    expect(formOf(play, 'ldc', { command: 'record-recheck' })).toEqual({
      fields: {
        result: { finding: true },
        findings: {},
        attachmentIds: { help },
        coActorId: { among: OTHERS_OF_LDC },
        requestRef: REQUEST,
      },
    });
    expect(formOf(new Play().closed(), 'vgg', { command: 'record-watch-visit' })).toEqual({
      fields: { result: { finding: true } },
    });
  });

  it('of a hazard removed on the spot asks who signs, of a report up knows the time', () => {
    const play = new Play().graded();
    expect(formOf(play, 'ldc', { command: 'fix-on-the-spot' })).toEqual({
      fields: { attachmentIds: { help }, subjectSignature: {} },
    });
    expect(formOf(play, 'ofc', { command: 'record-report-up' })).toEqual({
      fields: { reportedTo: {}, reportedAt: { default: play.now } },
    });
  });
});
