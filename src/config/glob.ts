import picomatch from 'picomatch';

const never = (): boolean => false;

/** A test for tenant ids. `*` is any text, `?` one character, `{a,b}` a choice. */
export const globTest = (glob: string): ((text: string) => boolean) => {
  if (glob === '' || glob.length > 300) return never;
  const matches = picomatch(glob, { nonegate: true, noextglob: true, dot: true });
  return (text) => matches(text);
};
