import { UsageError } from '../errors.ts';
import type { Branding, Picture } from '../model/branding.ts';
import { accentOf, contrast } from './accent.ts';
import type { TenantConfig } from './config.ts';
import { readLogoFile } from './logo-file.ts';

type Branded = Pick<TenantConfig, 'id' | 'report'>;
type Theme = TenantConfig['report']['theme'];

export type LoadedBranding = {
  /** By tenant; one that is not there has no look of its own. */
  readonly brandings: ReadonlyMap<string, Branding>;
  /** What was changed or will be missing, each said once. */
  readonly notices: readonly string[];
};

const isMailPicture = (picture: Picture): picture is NonNullable<Branding['mailLogo']> => picture.type !== 'image/svg+xml';

/** Reads every file once, however many tenants share it. */
const readLogos = async (paths: ReadonlySet<string>): Promise<ReadonlyMap<string, Picture | string>> =>
  new Map(await Promise.all([...paths].map(async (path) => [path, await readLogoFile(path)] as const)));

const accentNotice = (written: string): readonly string[] => {
  const { fill, light } = accentOf(written);
  if (fill === light) return [];
  return [
    `report.theme.accent ${written} has a contrast of ${contrast(fill, '#ffffff').toFixed(1)}:1 on white, too little to be read; text takes its shade ${light}, fills keep it.`,
  ];
};

const SVG_IN_MAIL = 'the mail goes without the logo, since mail programs show no SVG; name a PNG or JPEG file under report.theme.mailLogo.';

type Logos = ReadonlyMap<string, Picture | string>;
type Pictures = Pick<Branding, 'logo' | 'mailLogo'>;

const logoAt = (logos: Logos, path: string | null): Picture | string | null => (path === null ? null : (logos.get(path) ?? null));

const mailLogoOf = (own: Picture | null, logo: Picture | null, path: string | null): Branding['mailLogo'] | string => {
  if (own === null) return logo !== null && isMailPicture(logo) ? logo : null;
  return isMailPicture(own) ? own : `the logo ${path ?? ''} is SVG, and mail programs show none; name a PNG or JPEG file`;
};

/** Both logos, or everything that is wrong with them. */
const picturesOf = ({ logo: path, mailLogo: mailPath }: Theme, logos: Logos): Pictures | readonly string[] => {
  const [logo, own] = [logoAt(logos, path), logoAt(logos, mailPath)];
  if (typeof logo === 'string' || typeof own === 'string') return [logo, own].filter((each) => typeof each === 'string');
  const mailLogo = mailLogoOf(own, logo, mailPath);
  return typeof mailLogo === 'string' ? [mailLogo] : { logo, mailLogo };
};

const brandingOf = ({ accent, cover, footer }: Theme, pictures: Pictures): Branding | null => {
  const branding = { ...pictures, accent: accent === null ? null : accentOf(accent), cover, footer };
  return Object.values(branding).every((part) => part === null) ? null : branding;
};

const noticesFor = (id: string, { accent }: Theme, { logo, mailLogo }: Pictures): readonly string[] => [
  ...(accent === null ? [] : accentNotice(accent)),
  ...(logo !== null && mailLogo === null ? [`Tenant ${id}: ${SVG_IN_MAIL}`] : []),
];

type Read = { readonly branding: Branding | null; readonly problems: readonly string[]; readonly notices: readonly string[] };

const readTheme = ({ id, report: { theme } }: Branded, logos: Logos): Read => {
  const pictures = picturesOf(theme, logos);
  return 'logo' in pictures
    ? { branding: brandingOf(theme, pictures), problems: [], notices: noticesFor(id, theme, pictures) }
    : { branding: null, problems: pictures.map((problem) => `Tenant ${id}: ${problem}.`), notices: [] };
};

/** The look of each tenant, with its logo read. Throws UsageError that names every logo that cannot be used. */
export const loadBranding = async (tenants: readonly Branded[]): Promise<LoadedBranding> => {
  const paths = tenants.flatMap(({ report: { theme } }) => [theme.logo, theme.mailLogo].filter((path) => path !== null));
  const logos = await readLogos(new Set(paths));
  const read = tenants.map((tenant) => ({ id: tenant.id, ...readTheme(tenant, logos) }));
  const problems = read.flatMap((each) => each.problems);
  if (problems.length > 0)
    throw new UsageError('logo-unusable', [...new Set(problems)].join('\n'), {
      hint: 'A logo is an SVG, PNG or JPEG file of at most 200 kB; the README says more under "Look of your own".',
    });
  return {
    brandings: new Map(read.flatMap(({ id, branding }) => (branding === null ? [] : [[id, branding] as const]))),
    notices: [...new Set(read.flatMap(({ notices }) => notices))],
  };
};
