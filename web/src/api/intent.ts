import { useRef } from 'react';
import { newKey } from './client';

export interface Intent {
  /** The key under which this is sent: the same while the same is sent again, a new one for something else. */
  keyFor(what: unknown): string;
  /** It was carried out: the same once more is something else. */
  done(): void;
}

/** Holds the Idempotency-Key of what somebody is about to do, over double clicks, lost answers and retries. */
export const useIntent = (): Intent => {
  const held = useRef<{ what: string; key: string } | null>(null);
  return {
    keyFor(what) {
      const text = JSON.stringify(what);
      if (held.current?.what !== text) held.current = { what: text, key: newKey() };
      return held.current.key;
    },
    done() {
      held.current = null;
    },
  };
};
