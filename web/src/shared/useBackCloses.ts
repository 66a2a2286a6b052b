import { useEffect, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { newKey } from '../api/client';

interface Marked {
  over?: string;
}

/**
 * The way back in the browser closes what lies over a page, and leaves the page. @returns how it is closed otherwise: by the
 * same way back
 */
export const useBackCloses = (onClose: () => void): (() => void) => {
  const location = useLocation();
  const navigate = useNavigate();
  const [mark] = useState(newKey);
  const isThere = useRef(false);
  const closed = useRef(onClose);
  closed.current = onClose;
  const over = (location.state as Marked | null)?.over;

  useEffect(() => {
    const { pathname, search } = window.location;
    const state: Marked = { over: mark };
    // Shown at once: a step back that comes before would never be seen as one from here.
    void navigate(pathname + search, { state, preventScrollReset: true, flushSync: true });
    // Once, when it opens.
  }, []);
  useEffect(() => {
    if (over === mark) isThere.current = true;
    else if (isThere.current) closed.current();
  }, [over, mark]);
  return () => {
    if (isThere.current) void navigate(-1);
    else closed.current();
  };
};
