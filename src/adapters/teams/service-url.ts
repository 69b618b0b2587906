import { AppError } from '../../shared/app-error';

/** Hosts of the Bot Framework and of Teams, in all clouds. Subdomains count for those with a dot first. */
const trustedHosts = [
  'smba.trafficmanager.net',
  'smba.trafficmanager.cn',
  '.botframework.com',
  '.botframework.us',
  '.botframework.azure.us',
  '.botframework.azure.cn',
  '.teams.microsoft.com',
  '.teams.microsoft.us',
];
const loopback = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * The bot's token goes to the service URL an activity names. With credentials that is a host of
 * Microsoft's over https; without any, in local mode, this machine. Throws AppError
 * `service_url_refused`.
 */
export function checkServiceUrl(serviceUrl: string, deps: { hasCredentials: boolean }): void {
  const url = URL.canParse(serviceUrl) ? new URL(serviceUrl) : undefined;
  const allowed = deps.hasCredentials ? isTrusted(url) : isLoopback(url);
  if (!allowed) {
    throw new AppError('service_url_refused', 'This service URL is not one the bot may write to.');
  }
}

function isTrusted(url: URL | undefined): boolean {
  if (url?.protocol !== 'https:' || hasUserInfo(url)) return false;
  return trustedHosts.some((host) =>
    host.startsWith('.') ? url.hostname.endsWith(host) : url.hostname === host,
  );
}

function isLoopback(url: URL | undefined): boolean {
  if (url === undefined || hasUserInfo(url)) return false;
  return ['http:', 'https:'].includes(url.protocol) && loopback.includes(url.hostname);
}

function hasUserInfo(url: URL): boolean {
  return url.username !== '' || url.password !== '';
}
