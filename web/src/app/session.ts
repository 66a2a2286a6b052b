import { createContext, useContext } from 'react';
import type { Schemas } from '../api/typed';
import { nameIn } from '../shared/words';

export type Me = Schemas['MeAnswer'];

/** Who is signed in, with what the frame says over every page. */
export const ME = { query: { overview: true } } as const;

export const SessionContext = createContext<Me | null>(null);

/** Whom somebody works or stands for: his unit, or the subject of his first post; empty where he is of neither. */
export const bodyNameOf = (me: Me): string => nameIn(me, me.posts.flatMap(({ bodyId = [] }) => bodyId)[0]);

/** Who is signed in; only under the frame, where somebody is. */
export const useMe = (): Me => {
  const me = useContext(SessionContext);
  if (me === null) throw new Error('nobody is signed in here');
  return me;
};
