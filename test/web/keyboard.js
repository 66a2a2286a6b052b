/* global document, getComputedStyle */
/* In the page: notes what a mouse can press, and what the Tab key reaches of it. Brought in by `pages.ts`. */
(() => {
  // Parts of a composite widget are reached by its arrow keys.
  const byArrows =
    '[role=tab], [role=radio], [type=radio], [role=menuitem], [role=option], [role=menu] [tabindex="-1"]';
  const pressable = 'a[href], button, input, select, textarea, [role=button], [role=combobox]';
  const idle = ':disabled, [type=file], [aria-hidden=true] *';
  const wanted = new Set();
  const unseen = new Set();

  const isVisible = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length > 0;
  const showsFocus = (one) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
    return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none' || /focused/.test(one.className);
  };
  const said = (one) => one.outerHTML.slice(0, 160);

  globalThis.keyboardWalk = {
    /** How many there are. */
    begin() {
      for (const one of document.querySelectorAll(pressable))
        if (isVisible(one) && !one.matches(byArrows) && !one.matches(idle)) wanted.add(one);
      document.activeElement?.blur();
      return wanted.size;
    },
    /** Notes what has the focus; whether all were reached. */
    step() {
      const focused = document.activeElement;
      if (focused === null || focused === document.body) return wanted.size === 0;
      const around = [];
      for (let one = focused; one !== null && around.length < 5; one = one.parentElement) around.push(one);
      if (!around.some(showsFocus)) unseen.add(focused);
      wanted.delete(focused);
      return wanted.size === 0;
    },
    faults: () => [
      ...[...wanted].map((one) => `not reached: ${said(one)}`),
      ...[...unseen].map((one) => `not shown: ${said(one)}`),
    ],
  };
})();
