/** The services of Azure Resource Manager that can fail by themselves. */
export const armParts = ['metrics', 'health', 'hub', 'diagnostics'] as const;
export type ArmPart = (typeof armParts)[number];

/** What a fault does to a request. */
export type Effect =
  | 'unreachable'
  | 'tls'
  | '401'
  | '403'
  | '404'
  | '429'
  | '503'
  | '504'
  | 'time-out'
  | 'aborted'
  | 'not-json'
  | 'empty-200'
  | 'empty-204'
  | 'partial'
  | 'row-cap'
  | 'missing-table'
  | 'missing-column'
  | 'null-dates'
  | 'slow';
