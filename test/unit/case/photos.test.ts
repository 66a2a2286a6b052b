import type { CaseCommand, ReportCommand } from '../../../domain/case/commands';
import { actOnCase } from '../../../domain/forecast/world';
import { aReport, requested } from './given';
import { Play } from './play';
import { aPhoto } from './shots';

/** A photo that is in the record under its id, whatever a command makes of it. */
const keep = (play: Play, id: string, by: string, at = play.now, like?: string): string => {
  const known = play.world.attachments.find(({ attachmentId }) => attachmentId === like);
  const sha256 = known?.sha256 ?? aPhoto(id, by, at).sha256;
  const firstUploadedAt = known?.firstUploadedAt ?? at;
  play.world.attachments.push({ ...aPhoto(id, by, at), sha256, firstUploadedAt });
  return id;
};

const bodyOf = (play: Play, type: string): Record<string, unknown> => ({
  ...play.world.caseEvents.get(play.caseId)?.findLast((event) => event.type === type)?.body,
});

describe('U-39: photos before and after', () => {
  it('are two different pictures', () => {
    const play = new Play().rectifying().act('ens', requested);
    expect(bodyOf(play, 'recheck-requested')).toMatchObject({
      before: [{ attachmentId: 'ens-1' }],
      after: [{ attachmentId: 'ens-2' }],
    });
  });

  it.each([
    ['under one id', 'mended'],
    ['under another id', 'mended-again'],
  ])('are refused where they are one picture %s', (_, after) => {
    const play = new Play().rectifying();
    keep(play, 'mended', 'ens');
    keep(play, 'mended-again', 'ens', play.now, 'mended');
    const asked: CaseCommand = { ...requested, beforeAttachmentIds: ['mended'], afterAttachmentIds: ['ens-2', after] };
    expect(play.attempt('ens', asked)).toMatchObject({
      reason: 'before-is-after',
      pointer: '/afterAttachmentIds/1',
    });
    expect(play.file.status).toBe('rectifying');
  });

  it('are two of what was fixed on the spot too', () => {
    const play = new Play().graded();
    keep(play, 'spot', 'ldc');
    keep(play, 'spot-again', 'ldc', play.now, 'spot');
    const fix = (...attachmentIds: string[]): CaseCommand => ({
      type: 'fix-on-the-spot',
      attachmentIds,
      subjectSignature: '王某',
    });
    expect(play.attempt('ldc', fix('spot', 'spot-again'))).toMatchObject({ reason: 'photo-missing' });
    expect(play.attempt('ldc', fix('spot', 'ldc-2'))).toBeNull();
  });
});

describe('U-39: the re-checker’s own photos', () => {
  const START = '2025-07-10T01:00:00.000Z';
  const LATER = '2025-07-10T02:00:00.000Z';
  const checking = (): Play => {
    const play = new Play().rectifying().awaiting('2025-07-09T01:00:00.000Z');
    return play.act('ldc', { type: 'start-recheck' }, START);
  };
  const result = (attachmentIds: string[], type: 'passed' | 'failed' = 'passed'): CaseCommand => ({
    type: 'record-recheck',
    result: type,
    findings: '合格',
    attachmentIds,
  });

  it('are taken after the re-check began', () => {
    const play = checking();
    expect(play.attempt('ldc', result([keep(play, 'new', 'ldc', LATER)]), LATER)).toBeNull();
    expect(play.file.status).toBe('closure-review');
  });

  it.each<['passed' | 'failed']>([['passed'], ['failed']])('are not from before it, when it %s', (type) => {
    const play = checking();
    const old = keep(play, 'old', 'ldc', '2025-07-09T23:59:59.000Z');
    expect(play.attempt('ldc', result([old], type), LATER)).toMatchObject({
      reason: 'own-photo-missing',
      pointer: '/attachmentIds',
    });
  });

  it('are not what the applicant sent in, uploaded once more', () => {
    const play = checking();
    const copy = keep(play, 'copy', 'ldc', LATER, 'ens-2');
    expect(play.attempt('ldc', result([copy]), LATER)?.reason).toBe('own-photo-missing');
  });

  it('may have what is older beside them', () => {
    const play = checking();
    const old = keep(play, 'old', 'ldc', '2025-07-01T00:00:00.000Z');
    expect(play.attempt('ldc', result([old, keep(play, 'new', 'ldc', LATER)]), LATER)).toBeNull();
  });

  it('are asked for afresh in the next re-check', () => {
    const play = checking();
    const first = keep(play, 'first', 'ldc', LATER);
    play.act('ldc', result([first], 'failed'), LATER);
    play.act('ens', { ...requested, afterAttachmentIds: ['ens-3'] }, '2025-07-11T01:00:00.000Z');
    play.act('ldc', { type: 'start-recheck' }, '2025-07-11T02:00:00.000Z');
    expect(play.attempt('ldc', result([first]), '2025-07-11T03:00:00.000Z')?.reason).toBe('own-photo-missing');
  });
});

describe('U-39: a photo of another case', () => {
  const REASON = '同一车棚的两处隐患，一次巡查拍摄';
  /** Two cases of one town; the first has `shared` as evidence. */
  const two = (): Play => {
    const play = new Play();
    keep(play, 'shared', 'vgg');
    keep(play, 'shared-copy', 'vgg', play.now, 'shared');
    return play.act('vgg', aReport({ attachmentIds: ['shared'] }));
  };
  const other = (play: Play, command: ReportCommand | CaseCommand, by = 'vgg') =>
    actOnCase(play.world, 'c2', by, command, play.now);

  it.each([['shared'], ['shared-copy']])('is no evidence here: %s', (id) => {
    const play = two();
    expect(other(play, aReport({ attachmentIds: [id] }))).toMatchObject({
      reason: 'photo-of-another-case',
      pointer: '/reuseReason',
    });
    expect(play.world.cases.has('c2')).toBe(false);
  });

  it('serves again where the same act says why, which is recorded with it', () => {
    const play = two();
    expect(other(play, aReport({ attachmentIds: ['shared'], reuseReason: REASON }))).toBeNull();
    expect(play.world.caseEvents.get('c2')?.[0]?.body).toMatchObject({
      evidence: [{ attachmentId: 'shared', reuseReason: REASON }],
    });
  });

  it('is asked about in the same case no more', () => {
    const play = two().act('ofc', { type: 'verify', method: 'documents', finding: '属实' });
    const propose: CaseCommand = {
      type: 'propose',
      act: 'void',
      reason: '不属实',
      attachmentIds: ['shared'],
      fields: {},
    };
    expect(play.attempt('ofc', propose)).toBeNull();
  });

  const acts: [string, (play: Play) => Play, string, (id: string) => CaseCommand][] = [
    [
      'report-progress',
      (play) => play.rectifying(),
      'ens',
      (id) => ({ type: 'report-progress', percent: 10, done: '在办', attachmentIds: [id] }),
    ],
    [
      'request-recheck, before',
      (play) => play.rectifying(),
      'ens',
      (id) => ({ ...requested, beforeAttachmentIds: [id] }),
    ],
    [
      'request-recheck, after',
      (play) => play.rectifying(),
      'ens',
      (id) => ({ ...requested, afterAttachmentIds: [id] }),
    ],
    [
      'record-recheck',
      (play) => play.rectifying().awaiting().act('ldc', { type: 'start-recheck' }),
      'ldc',
      (id) => ({ type: 'record-recheck', result: 'passed', findings: '合格', attachmentIds: [id] }),
    ],
    [
      'fix-on-the-spot',
      (play) => play.graded(),
      'ldc',
      (id) => ({ type: 'fix-on-the-spot', attachmentIds: [id, 'ldc-2'], subjectSignature: '王某' }),
    ],
    [
      'record-watch-visit',
      (play) => play.closed(),
      'vgg',
      (id) => ({ type: 'record-watch-visit', result: 'found-again', attachmentIds: [id] }),
    ],
    [
      'propose',
      (play) => play.registered(),
      'ofc',
      (id) => ({ type: 'propose', act: 'void', reason: '不属实', attachmentIds: [id], fields: {} }),
    ],
  ];

  it.each(acts)('is refused in %s, and taken with a reason', (_, begin, by, command) => {
    const play = begin(new Play(undefined, '2025-07-01T01:00:00.000Z', 'c9'));
    const at = '2025-07-28T02:00:00.000Z';
    const now = play.file.status === 'watching' ? at : play.now;
    const id = keep(play, 'elsewhere', by, now);
    actOnCase(play.world, 'c1', by, aReport({ attachmentIds: [id], source: 'grid-patrol' }), now);
    // Whoever cannot report by himself has it in another case all the same.
    const used = play.world.cases.has('c1');
    if (!used) throw new Error(`${by} could not report`);
    const refused = play.attempt(by, command(id), now);
    expect(refused?.reason).toBe('photo-of-another-case');
    expect(play.attempt(by, { ...command(id), reuseReason: REASON } as CaseCommand, now)).toBeNull();
  });
});
