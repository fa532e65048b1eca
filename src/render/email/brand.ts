import type { Branding, Picture } from '../../model/branding.ts';
import { brandText, logoBox, type LogoView } from '../html/view/brand.ts';
import type { InlineImage } from './mime.ts';

/** What a house adds to the mail as its own. Texts are empty where it adds none. */
export type MailBrand = {
  readonly logo: LogoView | null;
  readonly accent: { readonly fill: string; readonly light: string; readonly dark: string } | null;
  readonly cover: string;
  readonly footer: string;
};

const NAMES: Readonly<Record<Exclude<Picture['type'], 'image/svg+xml'>, string>> = { 'image/png': 'logo.png', 'image/jpeg': 'logo.jpg' };

const CONTENT_ID = 'logo@vdc-report';

/** The logo travels inside the mail: a data URI is not shown by mail programs, and an address would tell who reads it. */
export const mailImages = (branding: Branding | undefined): readonly InlineImage[] => {
  const logo = branding?.mailLogo ?? null;
  return logo === null ? [] : [{ id: CONTENT_ID, name: NAMES[logo.type], type: logo.type, bytes: Buffer.from(logo.base64, 'base64') }];
};

export const mailBrand = (branding: Branding | undefined): MailBrand => {
  const logo = branding?.mailLogo ?? null;
  return {
    logo: logo === null ? null : { src: `cid:${CONTENT_ID}`, ...logoBox(logo) },
    accent: branding?.accent ?? null,
    cover: brandText(branding?.cover),
    footer: brandText(branding?.footer),
  };
};
