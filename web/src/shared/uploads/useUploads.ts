import { useRef, useState } from 'react';
import { newKey } from '../../api/client';
import { upload } from '../../api/upload';

/** A file on its way, or one that did not arrive. */
export interface Uploading {
  key: string;
  file: File;
  /** How much of it has gone, from 0 to 1. */
  share: number;
  /** Why it did not arrive; null while it is on its way. */
  error: unknown;
}

export interface Uploads {
  items: readonly Uploading[];
  add(files: readonly File[]): void;
  /** Sends one again that did not arrive, under its key. */
  retry(key: string): void;
  /** Gives one up. */
  drop(key: string): void;
}

/** Sends files one after another: the API takes three at a time, a phone's network fewer. One that fails stops no other. */
export const useUploads = (onUploaded: (attachmentId: string) => void): Uploads => {
  const [items, setItems] = useState<readonly Uploading[]>([]);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const told = useRef(onUploaded);
  told.current = onUploaded;

  const change = (key: string, part: Partial<Uploading>): void => {
    setItems((before) => before.map((one) => (one.key === key ? { ...one, ...part } : one)));
  };
  const drop = (key: string): void => {
    setItems((before) => before.filter((one) => one.key !== key));
  };
  const sendOne = async ({ key, file }: Pick<Uploading, 'key' | 'file'>): Promise<void> => {
    try {
      const { attachmentId } = await upload(file, key, (share) => {
        change(key, { share });
      });
      drop(key);
      told.current(attachmentId);
    } catch (error) {
      change(key, { error });
    }
  };
  const enqueue = (one: Pick<Uploading, 'key' | 'file'>): void => {
    queue.current = queue.current.then(() => sendOne(one));
  };

  return {
    items,
    add(files) {
      const added = files.map((file): Uploading => ({ key: newKey(), file, share: 0, error: null }));
      setItems((before) => [...before, ...added]);
      added.forEach(enqueue);
    },
    retry(key) {
      const found = items.find((one) => one.key === key);
      if (found?.error == null) return;
      change(key, { error: null, share: 0 });
      enqueue(found);
    },
    drop,
  };
};
