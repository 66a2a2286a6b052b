import { allowedCommands, button, type Allowed } from '../../domain/case/allowed';
import { batchRefusals } from '../../domain/case/batch';
import type { CaseCommandType } from '../../domain/case/commands';
import type { CaseFile } from '../../domain/case/file';
import { canReadCase } from '../../domain/case/readers';
import { sightOf } from '../../domain/case/sight';
import type { Context } from '../../domain/context';
import type { FormAsked } from '../../domain/form';
import { streamIdOf } from '../../domain/stream-module';
import type { NotAllowedAnswer } from '../answers/allowed';
import type { AppDeps } from '../deps';
import { compact } from '../compact';
import { buttonMeant } from '../form/meant';
import { commandsSeen } from '../present/sight';
import { judgesOf } from './judge';
import type { Viewer } from './viewer';

/** A case of several, with every button that its own page has for who asks. */
export interface CaseAsked {
  file: CaseFile;
  context: Context;
  buttons: Allowed[];
}

const isCase = (file: object): file is CaseFile => 'caseId' in file;

/** Those of these cases that the viewer may read, in the order in which they were asked for. */
export const casesAsked = async (deps: AppDeps, viewer: Viewer, caseIds: readonly string[]): Promise<CaseAsked[]> => {
  const files = (await deps.door.loadFiles(caseIds.map((caseId) => streamIdOf('case', caseId)))).filter(isCase);
  const contextOf = await judgesOf(deps, viewer.personId, files);
  const read = files.flatMap((file): CaseAsked[] => {
    const context = contextOf(file);
    if (!viewer.scopes.some((scope) => canReadCase(scope, file, context.actor.aliases))) return [];
    return [{ file, context, buttons: commandsSeen(allowedCommands(file, context), sightOf(file, context)) }];
  });
  const known = new Map(read.map((one) => [one.file.caseId, one]));
  return caseIds.flatMap((caseId) => known.get(caseId) ?? []);
};

const because = (code: string, message: string): NotAllowedAnswer => ({ code, message, whoCan: [], whoCanDo: [] });

/** Why nothing is done to a case that the viewer does not know; whether there is one is not told. */
const UNKNOWN = because('not-found', '没有这起隐患，或者您不能查看。');
const NOT_HERE = because('nothing-open', '这一件没有这样的事项。');

/** What a command is to one case: the button that may be pressed, or why it is left. */
export interface Pressing {
  caseId: string;
  /** Undefined for a case that the viewer does not know. */
  asked: CaseAsked | undefined;
  pressed: Allowed | undefined;
  reason: NotAllowedAnswer | undefined;
}

/** One command on each of these cases: what the case itself says of it, and then the rules of batches (`batchRefusals`). */
export const pressOnAll = (caseIds: readonly string[], cases: readonly CaseAsked[], meant: FormAsked): Pressing[] => {
  const known = new Map(cases.map((one) => [one.file.caseId, one]));
  const pressed = caseIds.map((caseId): Pressing => {
    const asked = known.get(caseId);
    const found = asked && buttonMeant(asked.buttons, meant);
    const reason = asked === undefined ? UNKNOWN : found === undefined ? NOT_HERE : found.reason;
    return { caseId, asked, pressed: found, reason };
  });
  const open = pressed.filter(({ reason }) => reason === undefined);
  const refusals = batchRefusals(
    open.map(({ asked, pressed: { act, proposalId } = {} as Partial<Allowed> }) => ({
      command: meant.command as CaseCommandType,
      grade: asked?.file.grade ?? null,
      ...compact({ act: proposalId === undefined ? undefined : act }),
    })),
  );
  const batched = new Map(
    open.flatMap(({ caseId, pressed: found }, at) => {
      const refusal = refusals[at];
      const said = refusal && found && button(found, refusal).reason;
      return said ? [[caseId, said] as const] : [];
    }),
  );
  return pressed.map((one) => ({ ...one, reason: one.reason ?? batched.get(one.caseId) }));
};
