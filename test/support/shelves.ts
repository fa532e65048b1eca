import type { OutputIndex, ShelvedBundle } from '../../src/model/output-index.ts';

const bundle = (tenantId: string, name: string, verdict: NonNullable<ShelvedBundle['head']>['verdict'] = 'pass'): ShelvedBundle => ({
  tenantId,
  head: { name, verdict, state: 'final', asOf: '2026-11-01T05:00:00.000Z', files: ['html', 'pdf', 'json'] },
  problem: null,
});

const changed = (shelved: ShelvedBundle, changes: Partial<NonNullable<ShelvedBundle['head']>>): ShelvedBundle => ({
  ...shelved,
  head: shelved.head && { ...shelved.head, ...changes },
});

const unread = (tenantId: string, problem: NonNullable<ShelvedBundle['problem']>): ShelvedBundle => ({ tenantId, head: null, problem });

/** One of each kind, in two periods of which the older is well. */
export const SHELVES: OutputIndex = {
  locale: 'en',
  timezone: 'Europe/Berlin',
  tenants: 8,
  periods: [
    {
      key: '2026-10',
      label: 'October 2026',
      portfolio: ['html', 'pdf', 'json'],
      bundles: [
        bundle('good', 'Contoso Ltd'),
        bundle('bad', 'شركة الأمل للتجارة (2026)', 'fail'),
        bundle('worse', '"><script>alert(1)</script>{{constructor}}</style>', 'fail'),
        bundle('unknown', 'Fabrikam GmbH', 'not-evaluable'),
        changed(bundle('young', 'Litware, Inc.'), { state: 'provisional' }),
        changed(bundle('plain', 'Tailspin Toys'), { files: ['json'] }),
        bundle('empty', 'Adatum Corporation', 'not-applicable'),
        unread('broken', 'other-file'),
      ],
    },
    { key: '2026-09', label: 'September 2026', portfolio: [], bundles: [bundle('good', 'Contoso Ltd')] },
  ],
  older: [{ key: '2019-01', label: 'January 2019', bundles: 3 }],
  closed: [{ name: 'elsewhere', problem: 'link' }],
};

export const IN_GERMAN: OutputIndex = {
  ...SHELVES,
  locale: 'de',
  periods: SHELVES.periods.map((period, index) => ({ ...period, label: index === 0 ? 'Oktober 2026' : 'September 2026' })),
  older: [{ key: '2019-01', label: 'Januar 2019', bundles: 1 }],
};

/** Every bundle called so, each still in a folder of its own. */
export const named = (name: string): OutputIndex => ({
  ...SHELVES,
  periods: SHELVES.periods.map((period) => ({ ...period, bundles: period.bundles.map((each) => changed(each, { name })) })),
});

/** As many tenants in as many periods, most of them well. */
export const manyShelves = (tenants: number, periods: number): OutputIndex => ({
  ...SHELVES,
  tenants,
  periods: Array.from({ length: periods }, (_, place) => ({
    key: `20${String(40 - place)}`,
    label: `20${String(40 - place)}`,
    portfolio: ['html'],
    bundles: Array.from({ length: tenants }, (__, index) =>
      bundle(`tenant-${String(index)}`, `Tenant ${String(index)}`, index % 50 === 0 ? 'fail' : 'pass'),
    ),
  })),
});
