const focusable = 'input:not([type=hidden]):not([hidden]), textarea, select, button, [tabindex]';

/** Leads to a field by the JSON pointer that stands at it, or at what it is part of: it is seen, and has the focus. */
export const showField = (pointer: string | undefined): void => {
  if (pointer === undefined) return;
  // What is wrong may only now be drawn.
  requestAnimationFrame(() => {
    for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
      const field = document.querySelector(`[data-pointer="${CSS.escape(at)}"]`);
      if (field === null) continue;
      field.scrollIntoView({ block: 'center' });
      field.querySelector<HTMLElement>(focusable)?.focus({ preventScroll: true });
      return;
    }
  });
};
