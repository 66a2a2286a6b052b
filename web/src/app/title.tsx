import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';

interface Title {
  own: string | null;
  setOwn(title: string | null): void;
}

const TitleContext = createContext<Title>({ own: null, setOwn: () => undefined });

/** Holds what a page calls itself, such as the number of the case that it shows. */
export const TitleProvider = ({ children }: { children: ReactNode }) => {
  const [own, setOwn] = useState<string | null>(null);
  return <TitleContext value={{ own, setOwn }}>{children}</TitleContext>;
};

export const useOwnTitle = (): string | null => useContext(TitleContext).own;

/** Names the page in breadcrumb and window title instead of by its line in the table. */
export const usePageTitle = (title: string | undefined): void => {
  const { setOwn } = useContext(TitleContext);
  useEffect(() => {
    setOwn(title ?? null);
    return () => {
      setOwn(null);
    };
  }, [title, setOwn]);
};
