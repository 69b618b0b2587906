const portalHosts = ['portal.azure.com', 'portal.azure.us', 'portal.azure.cn'];

/**
 * A link from a payload is shown only when it leads to an Azure portal: anything else on our card
 * would lend our name to somebody's link.
 */
export function readPortalUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isPortal = url.protocol === 'https:' && portalHosts.includes(url.host);
  return isPortal && url.username === '' && url.password === '' ? url.href : undefined;
}
