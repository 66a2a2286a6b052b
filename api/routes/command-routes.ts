import type { Request } from 'express';
import type { AnyCommand } from '../../domain/modules';
import { streamIdOf } from '../../domain/stream-module';
import { bodyOf } from '../body';
import type { CommandBody } from '../commands/command-body';
import { PreviewAnswer } from '../answers/preview';
import type { AppDeps } from '../deps';
import { isId } from '../dto/fields';
import { PreviewQuery } from '../dto/preview';
import { execute, type Done } from '../execute';
import { presentDone } from '../present/event';
import { notFound } from '../problem';
import type { Dto } from '../parse';
import type { Route, Success } from '../route';

/** A kind of stream whose commands are offered, each under a path of its own. */
export interface CommandedKind<C extends AnyCommand> {
  kind: string;
  /** Of its collection, such as `/api/v1/cases`. */
  path: string;
  /** The name of its id in paths and answers. */
  idName: string;
  bodies: Readonly<Record<string, CommandBody<C>>>;
  answer: Dto<object>;
}

/** What a command that was carried out answers. */
export const presentCommand =
  (idName: string, id: string) =>
  ({ file, events }: Done): object => ({
    [idName]: id,
    version: file.version,
    status: file.status,
    events: events.map(presentDone),
  });

/** What a command answers that is only shown. */
export const PREVIEWED: Success = {
  status: 200,
  description: 'preview=true：办理后的状态和各项效果，未办理，不留任何记录，不需要 Idempotency-Key',
  answer: PreviewAnswer,
};

/** One route a command. */
export const commandRoutes = <C extends AnyCommand>(
  deps: AppDeps,
  { kind, path, idName, bodies, answer }: CommandedKind<C>,
): Route[] =>
  Object.values(bodies).map(({ type, words, body, parse }) => ({
    method: 'post',
    path: `${path}/:${idName}/commands/${type}`,
    summary: words.name,
    description: `${words.does}办理前用同一案卷的 allowedCommands 查看本人能否办理。`,
    access: 'person',
    token: 'act',
    key: true,
    ifMatch: true,
    body,
    query: PreviewQuery,
    success: { status: 200, description: '已办理：新的版本、状态和所记事件', answer, versioned: true },
    others: [PREVIEWED],
    async handle(request: Request, response) {
      const id = String(request.params[idName]);
      if (!isId(id)) throw notFound();
      const command = await parse(bodyOf(request));
      // Whether the stream exists for this person is the door's to say, under the lock: no reads before it.
      await execute(deps, request, response, { streamId: streamIdOf(kind, id), command }, presentCommand(idName, id));
    },
  }));
