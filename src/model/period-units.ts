export const PERIOD_UNITS = ['day', 'week', 'month', 'quarter', 'year', 'days'] as const;
