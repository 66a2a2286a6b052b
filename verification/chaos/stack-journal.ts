import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** An append-only file of JSON lines. Each line is written before the caller goes on. */
export interface Journal {
  write(line: object): void;
}

export const openJournal = (file: string): Journal => ({
  write: (line) => {
    appendFileSync(file, `${JSON.stringify(line)}\n`);
  },
});

/** The lines of a journal; none where it was never begun. The caller knows what it wrote. */
export const readJournal = <T>(file: string): T[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as T)
    : [];
