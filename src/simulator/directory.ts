import { wholeBetween } from './random.ts';
import type { Random } from './random.ts';
import type { Workload } from './wire.ts';

const GIVEN =
  'Ada Amir Anke Bilal Carla Chidi Dana Elif Emil Freya Gita Hugo Ines Jonas Kaya Lars Lucia Mara Nils Noor Olga Pia Quentin Rosa Samir Tove Uma Viktor Wanda Yara'.split(
    ' ',
  );
const FAMILY =
  'Adeyemi Albrecht Bauer Castillo Dvorak Eriksen Fontaine Gruber Haddad Iversen Jansen Kovacs Lindgren Moreau Nakamura Okafor Petrov Quist Rossi Schuster Tanaka Ulrich Varga Weber Xu Yilmaz Zeller'.split(
    ' ',
  );
const TOPICS =
  'Intranet Policies Contracts Projects Newsroom Handbook Onboarding Budget Tenders Audit Quality Research Facilities Travel Training Roadmap Brand Security Works-Council Suppliers'.split(
    ' ',
  );

const at = (list: readonly string[], index: number): string => list[index % list.length] ?? '';

type Person = { readonly name: string; readonly mail: string };

const person = (index: number): Person => {
  const round = Math.floor(index / (GIVEN.length * FAMILY.length));
  const given = at(GIVEN, index);
  const family = at(FAMILY, index + Math.floor(index / GIVEN.length));
  const suffix = round === 0 ? '' : String(round + 1);
  return { name: `${given} ${family}${suffix && ` ${suffix}`}`, mail: `${given}.${family}${suffix}@contoso.example`.toLowerCase() };
};

const topic = (index: number): string => at(TOPICS, index) + (index < TOPICS.length ? '' : ` ${Math.floor(index / TOPICS.length) + 1}`);

const siteAddress = (title: string): string => `https://contoso.example/sites/${title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;

const named: Readonly<Record<Workload, (index: number) => string>> = {
  mailbox: (index) => person(index).mail,
  onedrive: (index) => person(index).name,
  site: (index) => `${topic(index)} (${siteAddress(topic(index))})`,
  team: topic,
};

/** `count` different objects of a tenant, as the log names them: mail addresses, people, `Title (address)` of sites, teams. */
export const directory = (workload: Workload, count: number, random: Random): readonly string[] => {
  const first = wholeBetween(random, 0, 600);
  const start = workload === 'mailbox' || workload === 'onedrive' ? first : 0;
  return Array.from({ length: count }, (_, index) => named[workload](start + index));
};

/** The address inside `Title (address)`. */
export const addressOf = (site: string): string => /\((.*)\)$/.exec(site)?.[1] ?? site;
