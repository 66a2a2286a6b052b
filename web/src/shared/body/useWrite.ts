import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { write } from '../../api/client';
import { useIntent } from '../../api/intent';

/** Writes to an address, once however often it is clicked; everything shown is read again. */
export const useWrite = () => {
  const queries = useQueryClient();
  const intent = useIntent();
  const [error, setError] = useState<unknown>(null);
  const [isSending, setSending] = useState(false);
  return {
    error,
    isSending,
    /** The answer, or undefined where it was refused. */
    send: async (
      address: string,
      body: object = {},
      { method = 'POST', version }: { method?: string; version?: number | undefined } = {},
    ): Promise<{ answer: unknown } | undefined> => {
      setSending(true);
      setError(null);
      try {
        const key = intent.keyFor([method, address, body, version]);
        const answer = await write(address, { body, method, key, ...(version === undefined ? {} : { version }) });
        intent.done();
        await queries.invalidateQueries();
        return { answer };
      } catch (failure) {
        setError(failure);
        return undefined;
      } finally {
        setSending(false);
      }
    },
  };
};
