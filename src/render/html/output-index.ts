import { messagesFor } from '../../messages/catalogue.ts';
import type { OutputIndex } from '../../model/output-index.ts';
import type { Assets } from './assets.ts';
import { createPage } from './page.ts';
import { indexView } from './view/output-index.ts';

export type IndexRenderer = (index: OutputIndex, options: { readonly paper: 'A4' | 'Letter' }) => Promise<string>;

export const createIndexRenderer = (assets: Assets): IndexRenderer => {
  const page = createPage(assets, 'index');
  return (index, { paper }) => {
    const view = indexView(index);
    const { labels } = messagesFor(index.locale);
    return page({ view, locale: index.locale, margins: { left: view.title, right: view.p.eyebrow, page: labels.page, of: labels.of }, paper });
  };
};
