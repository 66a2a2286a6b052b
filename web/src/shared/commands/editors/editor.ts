import type { ComponentType, LazyExoticComponent } from 'react';
import type { FieldSchema } from '../../../forms/schema';
import type { FieldsProps } from '../../../forms/widget';
import type { CommandTarget } from '../form-answer';

/** Lays out the form of one command. What fields there are, which are asked for and what they offer says the form alone. */
export interface EditorProps extends FieldsProps {
  target: CommandTarget;
}

export interface Editor {
  Layout: LazyExoticComponent<ComponentType<EditorProps>>;
  /** Of the drawer, in pixels. */
  width: number;
}

/** The fields of a form that an editor has no place for: they are drawn as they come. */
export const othersThan = ({ properties = {} }: FieldSchema, placed: readonly string[]): string[] =>
  Object.keys(properties).filter((name) => !placed.includes(name));
