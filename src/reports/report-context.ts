import type { ErrorCodeEntry } from '../knowledge/error-code-entry';

/** What every report builder may know besides its subject. */
export interface ReportContext {
  now: Date;
  portal: PortalPlace;
  /** Looks a code or an error name up in the knowledge base. */
  decode(code: string): ErrorCodeEntry | undefined;
}

/** Where links open: `https://portal.azure.com` in the public cloud. */
export interface PortalPlace {
  origin: string;
  tenantId?: string;
}
