import type { Portfolio } from '../../model/portfolio.ts';
import type { Assets } from './assets.ts';
import { createPage } from './page.ts';
import { portfolioView } from './view/portfolio.ts';

export type PortfolioRenderer = (portfolio: Portfolio, options: { readonly paper: 'A4' | 'Letter' }) => Promise<string>;

export const createPortfolioRenderer = (assets: Assets): PortfolioRenderer => {
  const page = createPage(assets, 'portfolio');
  return (portfolio, { paper }) => {
    const view = portfolioView(portfolio);
    const margins = { left: view.title, right: view.p.eyebrow, page: view.l.page, of: view.l.of };
    return page({ view, locale: portfolio.locale, margins, paper });
  };
};
