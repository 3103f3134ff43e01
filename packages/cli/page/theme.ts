/** The choice of colours: kept for this page as long as it is open, told to `changed`. */
export const makeTheme = (select: HTMLSelectElement, changed: () => void): void => {
  const apply = (): void => {
    if (select.value === 'auto') document.documentElement.removeAttribute('data-theme');
    else document.documentElement.dataset['theme'] = select.value;
    changed();
  };
  select.addEventListener('change', apply);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', changed);
};
