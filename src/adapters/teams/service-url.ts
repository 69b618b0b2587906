import { AppError } from '../../shared/app-error';
import type { Connection } from './connect-adapter';

const loopback = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * The bot's token goes to the service URL an activity names. With credentials that is a host of its
 * own cloud's chat over https; without any, in local mode, this machine. Throws AppError
 * `service_url_refused`.
 */
export function checkServiceUrl(
  serviceUrl: string,
  { appId, chatHosts }: Pick<Connection, 'appId' | 'chatHosts'>,
): void {
  const url = URL.canParse(serviceUrl) ? new URL(serviceUrl) : undefined;
  const allowed = appId === '' ? isLoopback(url) : isTrusted(url, chatHosts);
  if (!allowed) {
    throw new AppError('service_url_refused', 'This service URL is not one the bot may write to.');
  }
}

function isTrusted(url: URL | undefined, chatHosts: readonly string[]): boolean {
  if (url?.protocol !== 'https:' || hasUserInfo(url)) return false;
  return chatHosts.some((host) =>
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
