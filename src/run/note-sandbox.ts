import type { Printer } from '../render/pdf/browser.ts';

const WITHOUT_SANDBOX =
  'The browser that prints the PDF runs without its own sandbox: the user root cannot have one, and some systems forbid it. ' +
  'The page is fenced all the same; as another user, or where the system allows it, the sandbox is on.';

/** The same printer. Once, after the first document, it says if the browser has no sandbox: asking before would hold up the run. */
export const notingSandbox = (printer: Printer, note: (text: string) => void): Printer => {
  let told: Promise<void> | null = null;
  const tell = async (): Promise<void> => {
    const { sandbox } = await printer.about();
    if (!sandbox) note(WITHOUT_SANDBOX);
  };
  return {
    ...printer,
    print: async (html, sentinel) => {
      const pdf = await printer.print(html, sentinel);
      // A browser that has died in the meantime has nothing to say; the next print does.
      told ??= tell().catch(() => undefined);
      return pdf;
    },
    close: async () => {
      await told;
      await printer.close();
    },
  };
};
