import { gzipSync } from 'node:zlib';
import type { TimeWindow } from '../ports/time-window';
import type { PortalPlace } from './report-context';

/**
 * The portal's own "share link to query" address: it opens the same query over the same window.
 * `q` is the gzipped query in base64. Undefined without a hub to open it on.
 */
export function portalLink(
  kql: string,
  window: TimeWindow,
  hubResourceId: string | undefined,
  portal: PortalPlace,
): string | undefined {
  if (hubResourceId === undefined || hubResourceId === '') return undefined;
  const packed = gzipSync(Buffer.from(kql, 'utf8')).toString('base64');
  const span = `${window.from.toISOString()}/${window.to.toISOString()}`;
  const parts = [
    'blade/Microsoft_Azure_Monitoring_Logs/LogsBlade',
    `resourceId/${encodeURIComponent(hubResourceId)}`,
    'source/LogsBlade.AnalyticsShareLinkToQuery',
    `q/${encodeURIComponent(packed)}`,
    `timespan/${encodeURIComponent(span)}`,
  ];
  return `${portal.origin}/#${tenantOf(portal)}${parts.join('/')}`;
}

function tenantOf(portal: PortalPlace): string {
  return portal.tenantId === undefined ? '' : `@${encodeURIComponent(portal.tenantId)}/`;
}
