import { useEffect } from 'react';
import { isProblem } from '../api/problem';
import { showField } from './show-field';

/** A refusal leads to the first field that it names. */
export const useShownErrors = (error: unknown): void => {
  useEffect(() => {
    if (isProblem(error)) showField(error.body.errors[0]?.pointer);
  }, [error]);
};
