import { useSearchParams } from 'react-router';

/** What narrows a list stands in the address, so that it can be bookmarked, sent and gone back to. */
export const useAddress = () => {
  const [search, setSearch] = useSearchParams();
  return {
    get: (name: string): string => search.get(name) ?? '',
    list: (name: string): string[] => (search.get(name) ?? '').split(',').filter((one) => one !== ''),
    /** Sets these and leaves the others; an empty value leaves the address. */
    set(values: Readonly<Record<string, string | readonly string[]>>): void {
      setSearch(
        (before) => {
          const after = new URLSearchParams(before);
          for (const [name, value] of Object.entries(values)) {
            const text = typeof value === 'string' ? value : value.join(',');
            if (text === '') after.delete(name);
            else after.set(name, text);
          }
          return after;
        },
        { replace: true },
      );
    },
  };
};
