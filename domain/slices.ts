import type { DeadlineChanges, DraftOf, EventOf } from './stream';
import type { Telling } from './people/telling';
import { MissingField, UnknownEvent } from './unknown-event';

/*
 * A slice says everything about one command, one act or one thing that happens: what it records, how that folds and whom it
 * tells. Unions and tables of a kind of stream are inferred from its lists of slices; nothing else names them.
 */

/** What one fact changes in a file, besides deadlines and version. */
export type FoldOf<F, T extends string, B> = (file: F, event: EventOf<T, B>) => Partial<F>;

/** Whom one fact is told to, seen from the file after it; `told` finds the people. */
export type TellOf<A, T extends string, B> = (told: A, draft: DraftOf<T, B>) => Telling[];

/** Turns the body of one version of an event into that of the next. */
export type Upcast = (body: Readonly<Record<string, unknown>>) => Record<string, unknown>;

type OptionalIn<B> = { [K in keyof B]-?: object extends Pick<B, K> ? K : never }[keyof B] & string;

/** The fields that not every event of a fact has. */
type MayLack<B extends object> = {
  readonly [T in keyof B & string as OptionalIn<B[T]> extends never ? never : T]: {
    readonly [K in OptionalIn<B[T]>]: true;
  };
};

/** What a slice must say of them: nothing where every event has every field. */
type Lacking<B extends object> = keyof MayLack<B> extends never ? object : { readonly mayLack: MayLack<B> };

/** Facts of a file `F`, by their names and bodies `B`; `A` finds the people who are told of them. */
export type FactSlice<F, A, B extends object> = {
  /** For the compiler alone: the bodies by their names. */
  readonly facts?: B;
  /** How each fact that it records folds into the file. */
  readonly records: { readonly [T in keyof B & string]: FoldOf<F, T, B[T]> };
  /** Whom a fact is told to; nobody where it says nothing. */
  readonly tells?: { readonly [T in keyof B & string]?: TellOf<A, T, B[T]> };
  /** How what was written in earlier versions is read: the first turns 1 into 2. New events are of the version after the last. */
  readonly upcasts?: { readonly [T in keyof B & string]?: readonly Upcast[] };
} & Lacking<B>;

/** All of what the members of a union of functions take. */
export type AllOf<U> = [U] extends [(all: infer I) => void] ? I : never;

/** Every fact of a union of slices, name to body. */
export type FactsIn<S> = AllOf<S extends { readonly facts?: infer B extends object } ? (one: B) => void : never>;

/** Every command of a union of slices. */
export type CommandsIn<S> = S extends { run: (recording: never, command: infer C) => unknown } ? C : never;

/** The slices of a list by a name that each has. */
export const byName = <K extends string, S extends { readonly [N in K]: string }>(
  name: K,
  slices: readonly S[],
): { readonly [T in S[K]]: Extract<S, { readonly [N in K]: T }> } =>
  Object.fromEntries(slices.map((slice) => [slice[name], slice])) as {
    [T in S[K]]: Extract<S, { readonly [N in K]: T }>;
  };

/** One table of many. @throws where two of them say the same name: each fact has one slice. */
export const merged = <T extends object>(tables: readonly (T | undefined)[]): T => {
  const entries = tables.flatMap((table) => Object.entries(table ?? {}));
  const twice = entries.find(([name], index) => entries.findIndex(([other]) => other === name) !== index);
  if (twice) throw new Error(`two slices say ${twice[0]}`);
  return Object.fromEntries(entries) as T;
};

/** A slice as far as reading its events is concerned. */
interface Readable {
  readonly records: object;
  readonly mayLack?: object;
  readonly upcasts?: object;
}

/** What an event may say of deadlines, beside the fields of its fact. */
const OF_DEADLINES: Readonly<Record<keyof DeadlineChanges, true>> = {
  arms: true,
  meets: true,
  cancels: true,
  moves: true,
  pauses: true,
  resumes: true,
  skips: true,
  uncounts: true,
  readdresses: true,
  fires: true,
};

/** The version of a draft, where it is not the first. */
export const inVersion = (version: number | undefined): { version?: number } =>
  version === undefined ? {} : { version };

/** How the events of a list of slices are read and folded. */
export interface Folding<F> {
  /** Every type of event that it knows. */
  types: readonly string[];
  /** The version in which events of a type are written; undefined for 1. */
  versionOf: (type: string) => number | undefined;
  /** An event as this program writes it today. @throws {@link UnknownEvent} where no slice knows type or version. */
  read: <E extends EventOf<string, object>>(event: E) => E;
  /**
   * What an event that was {@link read} changes in a file, besides its deadlines and version.
   * @throws {@link MissingField} where its fold asks for a field that it lacks and should have.
   */
  changed: (file: F, event: EventOf<string, object>) => Partial<F>;
}

/** A body that names what it lacks when that is asked for. */
const guarded = (event: EventOf<string, object>, mayLack: object): object =>
  new Proxy(event.body, {
    get: (body, field) => {
      if (typeof field === 'string' && !(field in body) && !(field in mayLack) && !(field in OF_DEADLINES))
        throw new MissingField(event, field);
      return Reflect.get(body, field) as unknown;
    },
  });

/** Reading and folding of a kind of stream, from all its slices. */
export const foldingOf = <F>(slices: readonly Readable[]): Folding<F> => {
  const folds = merged(slices.map(({ records }) => records as Record<string, FoldOf<F, string, object>>));
  const upcasts = merged(
    slices.map(({ upcasts }) => upcasts as Partial<Record<string, readonly Upcast[]>> | undefined),
  );
  const lacking = merged(slices.map(({ mayLack }) => mayLack as Partial<Record<string, object>> | undefined));
  const known = (event: EventOf<string, object>): FoldOf<F, string, object> => {
    const fold = Object.hasOwn(folds, event.type) ? folds[event.type] : undefined;
    if (fold === undefined) throw new UnknownEvent(event);
    return fold;
  };
  return {
    types: Object.keys(folds),
    versionOf: (type) => {
      const { length } = upcasts[type] ?? [];
      return length === 0 ? undefined : length + 1;
    },
    read: (event) => {
      known(event);
      const { version = 1 } = event;
      const steps = upcasts[event.type] ?? [];
      if (version > steps.length + 1) throw new UnknownEvent(event);
      const rest = steps.slice(version - 1);
      return rest.length === 0
        ? event
        : {
            ...event,
            version: steps.length + 1,
            body: rest.reduce<object>((body, step) => step({ ...body }), event.body),
          };
    },
    changed: (file, event) => known(event)(file, { ...event, body: guarded(event, lacking[event.type] ?? {}) }),
  };
};

/** Whom a list of slices tells of a fact, in one table; `A` finds the people. */
export const tellsIn = <A>(slices: readonly { readonly tells?: object }[]) =>
  merged(slices.map(({ tells }) => tells as Partial<Record<string, TellOf<A, string, object>>> | undefined));
