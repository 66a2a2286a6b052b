import type { Request } from 'express';
import type { Pack } from '../domain/policy/pack';
import type { AppDeps } from './deps';
import { fieldsOf } from './openapi/schemas';
import type { Dto } from './parse';
import { labelsIn, type Labels } from './present/labels';
import { namesIn, type Names } from './read/names';
import { viewerOf, type Viewer } from './read/viewer';
import type { Route } from './route';

/** What ids and codes are called. */
export interface Called {
  names: Names;
  labels: Labels;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const policyIn = (answer: object): { packId: string; version: string } | undefined => {
  const { policy } = answer as { policy?: unknown };
  const { packId, version } = (isObject(policy) ? policy : {}) as { packId?: unknown; version?: unknown };
  return typeof packId === 'string' && typeof version === 'string' ? { packId, version } : undefined;
};

/** The packs that name codes: what the answer says it goes by, then those of the viewer's towns, then their other versions. */
const packsFor = (deps: AppDeps, { towns }: Viewer, answer: object): readonly Pack[] => {
  const followed = policyIn(answer);
  const own = towns.map(({ packId, packVersion }) => deps.packOf(packId, packVersion));
  const packIds = new Set([...(followed === undefined ? [] : [followed.packId]), ...own.map(({ packId }) => packId)]);
  return [
    ...(followed === undefined ? [] : [deps.packOf(followed.packId, followed.version)]),
    ...own,
    ...[...packIds].flatMap((packId) => deps.versionsOf(packId).toReversed()),
  ];
};

interface Beside {
  of: Dto<object>;
  names: boolean;
  labels: boolean;
}

/** What the ids and codes of an answer of this class are called, as the viewer reads them. */
export const calledIn = async (deps: AppDeps, viewer: Viewer, answer: object, of: Dto<object>): Promise<Called> => ({
  names: await namesIn(deps, viewer, answer),
  labels: labelsIn(of, answer, packsFor(deps, viewer, answer)),
});

const beside = async (deps: AppDeps, request: Request, answer: object, wanted: Beside) => {
  const viewer = await viewerOf(deps, request);
  const { names, labels } = await calledIn(deps, viewer, answer, wanted.of);
  return { ...answer, ...(wanted.names ? { names } : {}), ...(wanted.labels ? { labels } : {}) };
};

/**
 * A route whose answer says beside its ids and codes what they are called: `names` and `labels`, where the class of the answer
 * has them. Done here for all, so that no handler forgets it.
 */
export const answering = (deps: AppDeps, route: Route): Route => {
  const { answer: of } = route.success;
  if (route.method !== 'get' || of === undefined) return route;
  const fields = fieldsOf(of);
  const wanted = { of, names: 'names' in fields, labels: 'labels' in fields };
  if (!wanted.names && !wanted.labels) return route;
  return {
    ...route,
    async handle(request, response) {
      const sent = { answer: undefined as unknown };
      const json = response.json.bind(response);
      response.json = (answer: unknown) => {
        sent.answer = answer;
        return response;
      };
      try {
        await route.handle(request, response);
      } finally {
        response.json = json;
      }
      if (isObject(sent.answer)) response.json(await beside(deps, request, sent.answer, wanted));
    },
  };
};
