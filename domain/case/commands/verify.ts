import { actingPosts } from '../acting';
import { civilDateOf, yearOf } from '../../clock/civil';
import type { Context } from '../../context';
import { meet } from '../../deadlines';
import { RIGHTS } from '../../people/authority';
import type { Post } from '../../people/directory';
import { refuse, rolesOf, signAs } from '../../people/permit';
import type { NumberIssue, Refusal, Signer } from '../../stream';
import { awaitSecond } from '../cosign';
import type { CaseFile } from '../file';
import { withParts } from '../fold-parts';
import { armFor } from '../owing';
import { actorDid } from '../parts';
import { numbered, record } from '../recording';
import type { CommandSlice } from '../slice';

export interface Verify {
  type: 'verify';
  method: 'on-site' | 'documents';
  finding: string;
  coActorId?: string;
}

export interface Facts {
  verified: { method: 'on-site' | 'documents'; finding: string; number: NumberIssue; coActor: Signer | null };
}

/** The office, whose people inspect nothing and verify on documents; everybody else goes and looks (authority.md 2, settled 3.4). */
const isOfOffice = ({ directory }: Context, { role, unitId }: Post): boolean =>
  role === 'OFc' || role === 'OFd' || directory.units[unitId]?.kind === 'office';

const otherMethod = (method: 'on-site' | 'documents'): Refusal =>
  method === 'on-site'
    ? refuse(
        'forbidden',
        'office-verifies-on-documents',
        '专班办公室只能凭材料核实，不得现场检查。',
        ['LDc', 'RU', 'VGg', 'EFo', 'ST', 'DS'],
        '/method',
      )
    : refuse(
        'forbidden',
        'verifies-on-site',
        '只有专班办公室可以凭材料核实，其他单位须到现场核实。',
        ['OFc', 'OFd'],
        '/method',
      );

const reporterAlone = (): Refusal => refuse('sod-violation', 'reporter-verifies', '上报人不得单独核实自己上报的线索。');

/** The second person of a verification is not the reporter (settled 1.4). */
const reporterSigns = (file: CaseFile, context: Context): Refusal | null =>
  actorDid(file, context, ['report'])
    ? refuse('sod-violation', 'reporter-verifies', '上报人不得会签核实自己上报的线索。', rolesOf(RIGHTS.verify))
    : null;

/** T2: on site, by the office on solid documents; who reported may not verify alone. Gives the case number. */
export const verify: CommandSlice<Verify, Facts> = {
  type: 'verify',
  grants: RIGHTS.verify,
  from: ['lead'],
  // Alone he could not: with a second person he may, which the body says.
  button: (file, context) => (actorDid(file, context, ['report']) ? reporterAlone() : null),
  run: (recording, command) => {
    const { context, file } = recording;
    const posts = actingPosts(RIGHTS.verify, file, context);
    const able = (post: Post): boolean => command.method === 'documents' || !isOfOffice(context, post);
    const post = posts.find((held) => isOfOffice(context, held) === (command.method === 'documents'));
    if (post === undefined) return otherMethod(command.method);
    recording.signer = signAs(context, post);
    if (command.coActorId === undefined && actorDid(file, context, ['report'])) return reporterAlone();
    const second = awaitSecond(recording, command, command.coActorId, {
      grants: RIGHTS.verify,
      able,
      conflict: reporterSigns,
    });
    if (second === 'asked') return null;
    if (second !== 'ready') return second;
    const year = String(yearOf(civilDateOf(context.now)));
    record(recording, 'verified', {
      method: command.method,
      finding: command.finding,
      number: numbered(context, `case:${file.townId}:${year}`, `${file.townId}-${year}-{n:5}`),
      coActor: recording.coActor?.signer ?? null,
      ...meet(file.deadlines, 'verify', context.now),
      arms: armFor(recording, 'grade'),
    });
    return null;
  },
  records: {
    verified: (file, { actor, body }) => ({
      status: 'registered',
      number: body.number.number,
      parts: withParts(file, 'verify', [actor, body.coActor]),
    }),
  },
};
