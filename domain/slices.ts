import type { DraftOf, EventOf } from './stream';
import type { Telling } from './people/telling';
import { UnknownEvent } from './unknown-event';

/*
 * A slice says everything about one command, one act or one thing that happens: what it records, how that folds and whom it
 * tells. Unions and tables of a kind of stream are inferred from its lists of slices; nothing else names them.
 */

/** What one fact changes in a file, besides deadlines and version. */
export type FoldOf<F, T extends string, B> = (file: F, event: EventOf<T, B>) => Partial<F>;

/** Whom one fact is told to, seen from the file after it; `told` finds the people. */
export type TellOf<A, T extends string, B> = (told: A, draft: DraftOf<T, B>) => Telling[];

/** Facts of a file `F`, by their names and bodies `B`; `A` finds the people who are told of them. */
export interface FactSlice<F, A, B extends object> {
  /** For the compiler alone: the bodies by their names. */
  readonly facts?: B;
  /** How each fact that it records folds into the file. */
  readonly records: { readonly [T in keyof B & string]: FoldOf<F, T, B[T]> };
  /** Whom a fact is told to; nobody where it says nothing. */
  readonly tells?: { readonly [T in keyof B & string]?: TellOf<A, T, B[T]> };
}

/** All of what the members of a union of functions take. */
export type AllOf<U> = [U] extends [(all: infer I) => void] ? I : never;

/** Every fact of a union of slices, name to body. */
export type FactsIn<S> = AllOf<S extends { readonly facts?: infer B extends object } ? (one: B) => void : never>;

/** Every command of a union of slices. */
export type CommandsIn<S> = S extends { run(recording: never, command: infer C): unknown } ? C : never;

/** The slices of a list by a name that each has. */
export const byName = <K extends string, S extends { readonly [N in K]: string }>(
  name: K,
  slices: readonly S[],
): { readonly [T in S[K]]: Extract<S, { readonly [N in K]: T }> } =>
  Object.fromEntries(slices.map((slice) => [slice[name], slice])) as {
    [T in S[K]]: Extract<S, { readonly [N in K]: T }>;
  };

const merged = <T extends object>(tables: readonly (T | undefined)[]): T =>
  tables.reduce<T>((all, table) => ({ ...all, ...table }), {} as T);

/**
 * What an event changes in a file, besides its deadlines and version, by the slice that records it.
 *
 * @throws {@link UnknownEvent} from what it returns, where no slice of the list does.
 */
export const foldBy = <F>(slices: readonly { readonly records: object }[]) => {
  const folds = merged(slices.map(({ records }) => records as Record<string, FoldOf<F, string, object>>));
  return (file: F, event: EventOf<string, object>): Partial<F> => {
    const fold = Object.hasOwn(folds, event.type) ? folds[event.type] : undefined;
    if (fold === undefined) throw new UnknownEvent(event);
    return fold(file, event);
  };
};

/** Whom a list of slices tells of a fact, in one table; `A` finds the people. */
export const tellsIn = <A>(slices: readonly { readonly tells?: object }[]) =>
  merged(slices.map(({ tells }) => tells as Partial<Record<string, TellOf<A, string, object>>> | undefined));
