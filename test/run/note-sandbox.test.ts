import { describe, expect, it } from 'vitest';
import type { Printer } from '../../src/render/pdf/browser.ts';
import { notingSandbox } from '../../src/run/note-sandbox.ts';

/** A printer that writes down what is asked of it. */
const notebook = (about: () => ReturnType<Printer['about']>) => {
  const asked: string[] = [];
  const printer: Printer = {
    print: async (html) => {
      asked.push(`print ${html}`);
      return new Uint8Array();
    },
    about: () => {
      asked.push('about');
      return about();
    },
    close: async () => void asked.push('close'),
  };
  const noting = notingSandbox(printer, (text) => asked.push(`note ${text.slice(0, 11)}`));
  return { asked, noting };
};

const started = (sandbox: boolean) => async () => ({ origin: 'here', version: '1', sandbox });

describe('a browser without sandbox', () => {
  it('is said once, after the first document, and before the printer is closed', async () => {
    const { asked, noting } = notebook(started(false));
    await noting.print('one', 's');
    await noting.print('two', 's');
    await noting.close();
    expect(asked.filter((what) => what !== 'print two')).toEqual(['print one', 'about', 'note The browser', 'close']);
  });

  it('is not asked about where nothing was printed', async () => {
    const { asked, noting } = notebook(started(false));
    await noting.close();
    expect(asked).toEqual(['close']);
  });
});

it('a browser with its sandbox is worth no word', async () => {
  const { asked, noting } = notebook(started(true));
  await noting.print('one', 's');
  await noting.close();
  expect(asked).toEqual(['print one', 'about', 'close']);
});

it('a browser that died after its document ends nothing', async () => {
  const { asked, noting } = notebook(() => Promise.reject(new Error('gone')));
  await noting.print('one', 's');
  await noting.close();
  expect(asked).toEqual(['print one', 'about', 'close']);
});
