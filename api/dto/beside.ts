import 'reflect-metadata';

const key = Symbol('asked beside');

/** Values of another field of the same body. */
interface Beside {
  field: string;
  in: readonly string[];
}

/** When a form asks for a field, and where it has to be filled in. */
export interface AskedWhen {
  shown: Beside;
  needed?: Beside;
}

/**
 * Keeps forms from asking for a field where a rule of the domain has no use for it: it is asked beside some values of another
 * field, and needed beside some of these. What is sent is judged by the rule alone.
 */
export const AskedBeside =
  (field: string, shown: readonly string[], needed: readonly string[] = []): PropertyDecorator =>
  (target, property) => {
    const when: AskedWhen = {
      shown: { field, in: shown },
      ...(needed.length > 0 ? { needed: { field, in: needed } } : {}),
    };
    Reflect.defineMetadata(key, when, target, property);
  };

const isAskedWhen = (value: unknown): value is AskedWhen =>
  typeof value === 'object' && value !== null && 'shown' in value;

/** When forms ask for a field of a class; undefined where they always do. */
export const askedWhen = (of: { prototype: object }, property: string): AskedWhen | undefined => {
  const own: unknown = Reflect.getMetadata(key, of.prototype, property);
  return isAskedWhen(own) ? own : undefined;
};
