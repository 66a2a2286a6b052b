import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { CommandTarget, PreviewAnswer } from './form-answer';
import { useCommand } from './useCommand';

/** Somebody who types is not interrupted. */
const afterMs = 700;

const useSettled = (text: string): string => {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled(text);
    }, afterMs);
    return () => {
      clearTimeout(timer);
    };
  }, [text]);
  return settled;
};

/** What a body would do, asked by itself when it is whole and nobody types; undefined until then, and where it is refused. */
export const usePreview = (
  target: CommandTarget,
  version: number | null,
  body: object | undefined,
): PreviewAnswer | undefined => {
  const { preview } = useCommand(target);
  const text = JSON.stringify(body ?? null);
  const settled = useSettled(text);
  const { data } = useQuery({
    queryKey: ['preview', target, version, settled],
    queryFn: async () => (await preview(JSON.parse(settled) as object, version)) ?? null,
    enabled: body !== undefined && settled === text,
    staleTime: 60_000,
    retry: false,
  });
  return settled === text && body !== undefined ? (data ?? undefined) : undefined;
};
