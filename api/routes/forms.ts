import type { Response } from 'express';
import { allowedCommands, button, type Allowed } from '../../domain/case/allowed';
import { mayReport } from '../../domain/case/commands/report';
import { caseForm, reporting } from '../../domain/case/forms';
import { caseModule } from '../../domain/case/module';
import { proposalInWords } from '../../domain/case/proposal-words';
import { sightOf } from '../../domain/case/sight';
import { allowedOnEscalation } from '../../domain/escalation/allowed';
import { escalationForm } from '../../domain/escalation/forms';
import { escalationModule } from '../../domain/escalation/module';
import type { Context } from '../../domain/context';
import type { Form } from '../../domain/form';
import type { AnyFile } from '../../domain/modules';
import type { Subject } from '../../domain/people/directory';
import type { StreamCommand, StreamModule } from '../../domain/stream-module';
import { FormAnswer } from '../answers/form';
import { caseCommandBodies } from '../commands/case';
import type { CommandBody } from '../commands/command-body';
import { escalationCommandBodies } from '../commands/escalation';
import { reportOf } from '../commands/report';
import type { AppDeps } from '../deps';
import { FormQuery, ReportFormQuery } from '../dto/form-query';
import { ReportBody } from '../dto/report';
import { drawForm } from '../form/draw';
import { actOf, bodyFor, commandIn, meant, wordsOn } from '../form/meant';
import { forTrial, trying } from '../form/trying';
import { parseDto } from '../parse';
import { commandsSeen } from '../present/sight';
import { invalidField } from '../problem';
import { readQuery } from '../query';
import { readableCase, readableEscalation } from '../read/files';
import { knownOfCase } from '../read/form-known';
import { judgeOf, judgeOfTown } from '../read/judge';
import { policyOf, townFor, viewerOf, type Viewer } from '../read/viewer';
import type { Route } from '../route';

const GIVEN = '各字段的中文名称、可选项、预填值和已知内容；不能办理的也给出，注明缘由，不列可选项。';

/** A command that somebody is to give on a stream, with all that its form is drawn from. */
interface ToGive<C extends StreamCommand> {
  body: CommandBody<C>;
  pressed: Allowed;
  file: AnyFile;
  form: Form;
  context: Context;
  module: Pick<StreamModule, 'decide'>;
  subjects: readonly Subject[];
}

/** The form of a command on a stream, with the version that it is for. */
const sendForm = async <C extends StreamCommand>(
  deps: AppDeps,
  response: Response,
  viewer: Viewer,
  { body, pressed, file, form, context, module, subjects }: ToGive<C>,
): Promise<void> => {
  const drawn = await drawForm(deps, viewer, {
    command: body.type,
    words: body.words,
    act: actOf(pressed),
    version: file.version,
    allowed: pressed,
    body: bodyFor(body, pressed.act),
    form,
    trial: trying(module, file, { parse: body.parse, context: forTrial(context, subjects) }),
    context,
    papers: file.papers,
  });
  response.set('ETag', `"${file.version}"`).set('Cache-Control', 'no-store').json(drawn);
};

/** What a screen asks for a command with. */
export const formRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'get',
    path: '/api/v1/cases/form',
    summary: '上报隐患的填写说明',
    description: `所在镇的隐患类型、来源、专项行动等可选项；跨镇的用 townId 指明。${GIVEN}`,
    access: 'person',
    token: 'read',
    query: ReportFormQuery,
    success: { status: 200, description: '填写说明', answer: FormAnswer },
    async handle(request, response) {
      const asked = readQuery(request, ReportFormQuery);
      const viewer = await viewerOf(deps, request);
      if (asked.townId === undefined && viewer.townIds.length > 1)
        throw invalidField('?townId', 'required', '请用 townId 指明所属的镇');
      const townId = townFor(viewer, asked.townId);
      const context = await judgeOfTown(deps, viewer.personId, { townId, policy: policyOf(viewer, townId) });
      const parse = async (body: Record<string, unknown>): Promise<StreamCommand> =>
        reportOf(await parseDto(ReportBody, body), viewer, undefined);
      const trial = trying(caseModule, null, { parse, context: forTrial(context, []) });
      const form = reporting(context);
      const fields = { ...form.fields, townId: { const: townId } };
      const drawn = await drawForm(deps, viewer, {
        command: 'report',
        words: { name: '上报隐患线索', does: '上报一起隐患线索。' },
        version: null,
        allowed: button({ command: 'report' }, mayReport(context)),
        body: ReportBody,
        form: { ...form, fields },
        trial,
        context,
        papers: [],
      });
      response.set('Cache-Control', 'no-store').json(drawn);
    },
  },
  {
    method: 'get',
    path: '/api/v1/cases/:caseId/commands/:command/form',
    summary: '一项操作的填写说明',
    description: `在这起隐患上办理一项操作要填什么：${GIVEN}提请须用 act 指明事项；审批、撤回提请和会签可用 proposalId、askId 指明。`,
    access: 'person',
    token: 'read',
    query: FormQuery,
    success: { status: 200, description: '填写说明', answer: FormAnswer, versioned: true },
    async handle(request, response) {
      const query = readQuery(request, FormQuery);
      const viewer = await viewerOf(deps, request);
      const file = await readableCase(deps, viewer, String(request.params['caseId']));
      const body = commandIn(caseCommandBodies, request);
      const context = await judgeOf(deps, viewer.personId, file);
      const buttons = commandsSeen(allowedCommands(file, context), sightOf(file, context));
      const pressed = meant(buttons, { command: body.type, ...query });
      const { subjects, ...known } = await knownOfCase(deps, file);
      const form = caseForm(file, context, known, pressed);
      const words = wordsOn(body, pressed, (act) => proposalInWords(file, context, act));
      const given = { body: { ...body, words }, pressed, file, form, context, module: caseModule, subjects };
      await sendForm(deps, response, viewer, given);
    },
  },
  {
    method: 'get',
    path: '/api/v1/escalations/:escalationId/commands/:command/form',
    summary: '督办、约谈、通报上一项操作的填写说明',
    description: `在这项督办、约谈或通报上办理一项操作要填什么：${GIVEN}`,
    access: 'person',
    token: 'read',
    query: FormQuery,
    success: { status: 200, description: '填写说明', answer: FormAnswer, versioned: true },
    async handle(request, response) {
      const query = readQuery(request, FormQuery);
      const viewer = await viewerOf(deps, request);
      const file = await readableEscalation(deps, viewer, String(request.params['escalationId']));
      const body = commandIn(escalationCommandBodies, request);
      const context = await judgeOf(deps, viewer.personId, file);
      const pressed = meant(allowedOnEscalation(file, context), { command: body.type, ...query });
      const form = escalationForm(file, context, pressed);
      const subjects: Subject[] = [];
      await sendForm(deps, response, viewer, {
        body,
        pressed,
        file,
        form,
        context,
        module: escalationModule,
        subjects,
      });
    },
  },
];
