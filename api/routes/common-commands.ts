import type { Allowed } from '../../domain/case/allowed';
import type { CaseCommand } from '../../domain/case/commands';
import { caseForm } from '../../domain/case/forms';
import { caseModule } from '../../domain/case/module';
import { effectInWords } from '../../domain/case/proposal-words';
import {
  CommonCommandsAnswer,
  CommonFormAnswer,
  type CommonCommandAnswer,
  type LeftCaseAnswer,
} from '../answers/common-commands';
import type { Explained } from '../answers/shape';
import { caseCommandBodies } from '../commands/case';
import type { CommandBody } from '../commands/command-body';
import { compact, omit } from '../compact';
import type { AppDeps } from '../deps';
import { CasesFormQuery, CasesQuery } from '../dto/form-query';
import { commonForm } from '../form/common';
import { drawForm } from '../form/draw';
import { actOf, bodyFor, commandIn, requireAct, wordsOn } from '../form/meant';
import { forTrial, trying } from '../form/trying';
import type { Schema } from '../dto/fields';
import { caseLabel } from '../present/allowed';
import { notFound } from '../problem';
import { readQuery } from '../query';
import { casesAsked, pressOnAll, type CaseAsked, type Pressing } from '../read/cases-asked';
import { knownOfCase } from '../read/form-known';
import { viewerOf, type Viewer } from '../read/viewer';
import type { Route } from '../route';

const leftIn = (pressings: readonly Pressing[]): LeftCaseAnswer[] =>
  pressings.flatMap(({ caseId, reason }) => (reason === undefined ? [] : [{ caseId, reason }]));

/** Every command that one at least of these cases takes, first what most of them take. */
const commonCommands = (caseIds: readonly string[], cases: readonly CaseAsked[]): CommonCommandAnswer[] => {
  const all = cases.flatMap(({ buttons }) => buttons.filter(({ allowed }) => allowed));
  const meant = new Map(all.map(({ command, act }) => [`${command} ${act ?? ''}`, compact({ command, act })]));
  return [...meant.values()]
    .map((one): CommonCommandAnswer => {
      const left = leftIn(pressOnAll(caseIds, cases, one));
      return { ...one, label: caseLabel(one), allowedOn: caseIds.length - left.length, left };
    })
    .filter(({ allowedOn }) => allowedOn > 0)
    .toSorted((one, other) => other.allowedOn - one.allowedOn);
};

const without = (schema: object, fields: readonly string[]): object => {
  const { properties = {}, required = [], ...rest } = schema as { properties?: Schema; required?: string[] };
  return {
    ...rest,
    required: required.filter((name) => !fields.includes(name)),
    properties: omit(properties, ...fields),
  };
};

/** Its form has nothing in common with that of the others. */
const DIFFERS = {
  code: 'other-form',
  message: '这一件要填的内容与其他各件不同，请打开该隐患单独办理。',
  whoCan: [],
  whoCanDo: [],
};

/** A case that takes the command. */
interface Taking {
  asked: CaseAsked;
  pressed: Allowed;
}

const takingIn = (pressings: readonly Pressing[]): Taking[] =>
  pressings.flatMap(({ asked, pressed, reason }) =>
    asked === undefined || pressed === undefined || reason !== undefined ? [] : [{ asked, pressed }],
  );

/** The form that these cases have in common, drawn by what the rules take on the first. @throws Problem 404 for none. */
const drawCommon = async (
  deps: AppDeps,
  viewer: Viewer,
  body: CommandBody<CaseCommand>,
  taking: readonly Taking[],
): Promise<Omit<CommonFormAnswer, Explained>> => {
  const [first] = taking;
  if (first === undefined) throw notFound();
  const of = bodyFor(body, first.pressed.act);
  const known = await Promise.all(taking.map(({ asked }) => knownOfCase(deps, asked.file)));
  const forms = taking.flatMap(({ asked: { file, context }, pressed }, at) => {
    const own = known[at];
    return own === undefined ? [] : [{ caseId: file.caseId, form: caseForm(file, context, own, pressed) }];
  });
  const { form, own, ownFields, left } = commonForm(of, forms);
  const { file, context } = first.asked;
  const drawn = await drawForm(deps, viewer, {
    command: body.type,
    words: wordsOn(body, first.pressed, effectInWords),
    act: actOf(first.pressed),
    version: null,
    allowed: first.pressed,
    body: of,
    form,
    trial: trying(caseModule, file, { parse: body.parse, context: forTrial(context, known[0]?.subjects ?? []) }),
    context,
    papers: file.papers,
  });
  const files = taking.map(({ asked }) => asked.file);
  return {
    ...drawn,
    schema: without(drawn.schema, ownFields),
    cases: files
      .filter(({ caseId }) => !left.has(caseId))
      .map(({ caseId, version }) => {
        const body = own.get(caseId) ?? {};
        return { caseId, version, ...(Object.keys(body).length === 0 ? {} : { body }) };
      }),
    left: files.filter(({ caseId }) => left.has(caseId)).map(({ caseId }) => ({ caseId, reason: DIFFERS })),
  };
};

/** What somebody can do to several cases in one go, and what that asks. */
export const commonCommandRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'get',
    path: '/api/v1/cases/commands',
    summary: '对多起隐患都能办理的事项',
    description:
      '一次最多 100 起。列出本人现在至少可对其中一起办理的事项，可办件数多的在前，各项注明哪些不能办理和缘由；判断与单件隐患的 allowedCommands 一致，并计入成批办理的规则。',
    access: 'person',
    token: 'read',
    query: CasesQuery,
    success: { status: 200, description: '可以办理的事项', answer: CommonCommandsAnswer },
    async handle(request, response) {
      const { caseIds } = readQuery(request, CasesQuery);
      const cases = await casesAsked(deps, await viewerOf(deps, request), caseIds);
      const answer: Omit<CommonCommandsAnswer, Explained> = {
        items: commonCommands(caseIds, cases),
        asOf: await deps.door.now(),
      };
      response.set('Cache-Control', 'no-store').json(answer);
    },
  },
  {
    method: 'get',
    path: '/api/v1/cases/commands/:command/form',
    summary: '成批办理一项操作的填写说明',
    description:
      '对多起隐患办理同一操作时共同的内容要填什么：只给各件都有的可选项，各件自有的内容（如 proposalId）放在该件的 body 中。填好后连同 cases 发给 POST /api/v1/cases/batch；所选内容是否适用于每一件，办理时逐件答复。提请须用 act 指明事项。',
    access: 'person',
    token: 'read',
    query: CasesFormQuery,
    success: { status: 200, description: '填写说明和各件', answer: CommonFormAnswer },
    async handle(request, response) {
      const { caseIds, act } = readQuery(request, CasesFormQuery);
      const viewer = await viewerOf(deps, request);
      const body = commandIn(caseCommandBodies, request);
      const meant = { command: body.type, ...compact({ act }) };
      requireAct(meant);
      const pressings = pressOnAll(caseIds, await casesAsked(deps, viewer, caseIds), meant);
      const answer = await drawCommon(deps, viewer, body, takingIn(pressings));
      response.set('Cache-Control', 'no-store').json({ ...answer, left: [...leftIn(pressings), ...answer.left] });
    },
  },
];
