/** What was picked is still called by its name after a reload; it goes with the drafts. */
const prefix = 'bihuan-draft:picked:';

export const rememberNames = (picked: readonly { value: string; label: string }[]): void => {
  for (const { value, label } of picked) sessionStorage.setItem(prefix + value, label);
};

export const rememberedName = (id: string): string | undefined => sessionStorage.getItem(prefix + id) ?? undefined;
