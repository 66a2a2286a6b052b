import { useState } from 'react';

/** Drafts are kept per tab and person, and go when he signs out. */
const prefix = 'bihuan-draft:';

let owner = '';
export const draftsBelongTo = (personId: string): void => {
  owner = personId;
};

const keyOf = (name: string): string => `${prefix}${owner}:${name}`;

const stored = (name: string): unknown => {
  const text = sessionStorage.getItem(keyOf(name));
  if (text === null) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

export const forgetDrafts = (): void => {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
};

export interface Draft<T> {
  value: T;
  change(value: T): void;
  /** It was sent: nothing is kept. */
  clear(): void;
  /** Whether it came back from before a reload. */
  restored: boolean;
}

/** What somebody is filling in, kept over a reload, a sign-in in between and a closed drawer. */
export const useDraft = <T>(name: string, initial: T): Draft<T> => {
  const [found] = useState(() => stored(name) as T | undefined);
  const [value, setValue] = useState<T>(found ?? initial);
  const [restored, setRestored] = useState(found !== undefined);
  return {
    value,
    restored,
    change(next) {
      setValue(next);
      sessionStorage.setItem(keyOf(name), JSON.stringify(next));
    },
    clear() {
      setValue(initial);
      setRestored(false);
      sessionStorage.removeItem(keyOf(name));
    },
  };
};
