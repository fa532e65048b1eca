import type { Branding } from '../model/branding.ts';

type Channels = readonly [red: number, green: number, blue: number];

/** Everything that an accent may be text on: the report's and the mail's papers. White text on the accent has the contrast of the first. */
const LIGHT_PAPERS = ['#ffffff', '#f5f7f9', '#eef1f4'];
const DARK_PAPERS = ['#10181f', '#18222b', '#161e26'];

/** WCAG 2.2, 1.4.3, level AA: text of any size. */
export const LEAST_CONTRAST = 4.5;

const channel = (colour: string, at: number): number => Number.parseInt(colour.slice(at, at + 2), 16);
const channelsOf = (colour: string): Channels => [channel(colour, 1), channel(colour, 3), channel(colour, 5)];

const linear = (value: number): number => {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};

const luminance = (colour: string): number => {
  const [red, green, blue] = channelsOf(colour);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
};

/** 1 to 21, as WCAG defines it. */
export const contrast = (a: string, b: string): number => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
};

const mix = (colour: string, into: string, share: number): string => {
  const target = channelsOf(into);
  const mixed = channelsOf(colour).map((value, at) => Math.round(value + ((target[at] ?? 0) - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
};

const STEPS = 100;

/** The colour itself, or the nearest shade of it that can be read on every one of these papers. */
const readable = (colour: string, papers: readonly string[], towards: string): string => {
  for (let step = 0; step < STEPS; step += 1) {
    const shade = mix(colour, towards, step / STEPS);
    if (papers.every((paper) => contrast(shade, paper) >= LEAST_CONTRAST)) return shade;
  }
  return towards;
};

/** The shades of a written accent (`#0b6e4f`) that can be read where they stand. */
export const accentOf = (written: string): NonNullable<Branding['accent']> => {
  const fill = written.toLowerCase();
  return { fill, light: readable(fill, LIGHT_PAPERS, '#000000'), dark: readable(fill, DARK_PAPERS, '#ffffff') };
};
