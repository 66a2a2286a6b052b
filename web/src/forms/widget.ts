import { createContext, useContext, type ComponentType } from 'react';
import { noErrors, type FieldErrors } from './errors';
import type { FieldSchema, Values } from './schema';

/** What a widget is given; `id` ties it to its label. */
export interface WidgetProps {
  id: string;
  pointer: string;
  schema: FieldSchema;
  value: unknown;
  /** The values of its neighbours, those that are known included. */
  beside: Values;
  change(value: unknown): void;
}

/** The fields of an object. */
export interface FieldsProps {
  schema: FieldSchema;
  values: Values;
  change(values: Values): void;
  /** JSON pointer of the object. */
  at: string;
}

/** What all fields of a form share. */
export interface FormContext {
  errors: FieldErrors;
  /** Words that need heed, by the pointer of the field to fill. */
  warnings: ReadonlyMap<string, string>;
  /** What ids are called. */
  names: Readonly<Record<string, string>>;
  /** Draws an object inside of a form; fields hold objects, and objects fields. */
  Fields: ComponentType<FieldsProps>;
}

export const FormShared = createContext<FormContext>({
  errors: noErrors,
  warnings: new Map(),
  names: {},
  Fields: () => null,
});

export const useForm = (): FormContext => useContext(FormShared);
