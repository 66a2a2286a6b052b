import { createContext, useContext } from 'react';
import type { Schemas } from '../api/typed';

export type Me = Schemas['MeAnswer'];

/** Who is signed in, with what the frame says over every page. */
export const ME = { query: { overview: true } } as const;

export const SessionContext = createContext<Me | null>(null);

/** Who is signed in; only under the frame, where somebody is. */
export const useMe = (): Me => {
  const me = useContext(SessionContext);
  if (me === null) throw new Error('nobody is signed in here');
  return me;
};
