import { AppError } from '../../shared/app-error';
import type { Activity } from './activity';
import type { Connection } from './connect-adapter';

const guid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/**
 * The Bot Framework delivers what anybody in any company says to the bot. Only people of the tenants
 * we know are heard; in local mode, without credentials, everybody on this machine. Throws AppError
 * `tenant_refused`, also where no tenant is named.
 */
export function checkTenant(
  { channelData, conversation }: Activity,
  { appId, tenantIds }: Pick<Connection, 'appId' | 'tenantIds'>,
): void {
  if (appId === '') return;
  const named = [channelData?.tenant?.id, conversation.tenantId].filter((id) => id !== undefined);
  if (named.length > 0 && named.every((id) => tenantIds.includes(id.toLowerCase()))) return;
  const shown = named.filter((id) => guid.test(id)).join(' and ') || 'the one of this message';
  throw new AppError('tenant_refused', `TEAMS_TENANT_IDS does not name the tenant: ${shown}.`);
}
