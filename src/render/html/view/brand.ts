import type { Branding, Picture } from '../../../model/branding.ts';
import { visibleText } from '../../escape.ts';

export type LogoView = { readonly src: string; readonly width: number; readonly height: number };

/** What a house adds to the page as its own. Texts are empty where it adds none. */
export type BrandView = {
  readonly logo: LogoView | null;
  /** Whether there is an accent; the style sheet has it as `--brand` and `--brand-fill`. */
  readonly accent: boolean;
  readonly cover: string;
  readonly footer: string;
};

/** Pixels. Logos of any shape shall look equally large: the same area, within the same bounds. */
const AREA = 6200;
const WIDEST = 220;
const HIGHEST = 64;

/** How large a logo stands on the page. */
export const logoBox = ({ width, height }: Pick<Picture, 'width' | 'height'>): Omit<LogoView, 'src'> => {
  const ratio = width / height;
  const high = Math.min(HIGHEST, WIDEST / ratio, Math.sqrt(AREA / ratio));
  return { width: Math.max(1, Math.round(high * ratio)), height: Math.max(1, Math.round(high)) };
};

/** Longer than any configuration may write it. */
const LONGEST = 300;

export const brandText = (text: string | null | undefined): string => visibleText(text ?? '', LONGEST);

/** Through `<img>` and a data URI: a browser then runs no script of a drawing and fetches nothing for it. */
const dataUri = ({ type, base64 }: Picture): string => `data:${type};base64,${base64}`;

export const brandView = (branding: Branding | undefined): BrandView => {
  const logo = branding?.logo ?? null;
  return {
    logo: logo === null ? null : { src: dataUri(logo), ...logoBox(logo) },
    accent: (branding?.accent ?? null) !== null,
    cover: brandText(branding?.cover),
    footer: brandText(branding?.footer),
  };
};

/** Only what bears no meaning takes the accent: the colours of states and charts are the same in every report. */
export const brandStyle = (branding: Branding | undefined): string => {
  const accent = branding?.accent ?? null;
  if (accent === null) return '';
  const { fill, light, dark } = accent;
  return `\n:root{--brand:${light};--brand-fill:${fill}}@media screen and (prefers-color-scheme:dark){:root{--brand:${dark}}}`;
};
