import type { Request } from 'express';
import type { AnyCommand } from '../../domain/modules';
import { streamIdOf } from '../../domain/stream-module';
import { bodyOf } from '../body';
import type { CommandBody } from '../commands/command-body';
import type { AppDeps } from '../deps';
import { isId } from '../dto/fields';
import { execute, type Done } from '../execute';
import { presentDone } from '../present/event';
import { notFound } from '../problem';
import type { Dto } from '../parse';
import type { Route } from '../route';

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
    success: { status: 200, description: '已办理：新的版本、状态和所记事件', answer, versioned: true },
    async handle(request: Request, response) {
      const id = String(request.params[idName]);
      if (!isId(id)) throw notFound();
      const command = await parse(bodyOf(request));
      // Whether the stream exists for this person is the door's to say, under the lock: no reads before it.
      await execute(deps, request, response, { streamId: streamIdOf(kind, id), command }, presentCommand(idName, id));
    },
  }));
