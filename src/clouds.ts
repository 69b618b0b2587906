export const cloudNames = ['public', 'usgov', 'china'] as const;

export type CloudName = (typeof cloudNames)[number];

/** Where an Azure cloud keeps what we talk to. Origins without a trailing slash. */
export interface Cloud {
  logsOrigin: string;
  /** Azure Resource Manager, which metrics of a resource are asked of as well; its token is for it. */
  armOrigin: string;
  portalOrigin: string;
  hubDomain: string;
  /** Entra: where the keys of its tokens are, and the beginning of their issuer in version 2. */
  entraOrigin: string;
  /** The beginning of the issuer in tokens of version 1; nothing is ever asked of it. */
  tokenServiceOrigin: string;
  /** Application ids of who calls our webhooks; undefined where no document names them. */
  actionGroupAppId: string | undefined;
  eventGridAppId: string | undefined;
  /** What the Bot Framework's SDK wants to hear for a cloud other than the public one. */
  channelService: string | undefined;
  /** Hosts to which the bot may bring its token. Those with a dot first stand for their subdomains. */
  chatHosts: readonly string[];
}

const publicChatHosts = ['smba.trafficmanager.net', '.botframework.com', '.teams.microsoft.com'];

export const clouds: Record<CloudName, Cloud> = {
  public: {
    logsOrigin: 'https://api.loganalytics.io',
    armOrigin: 'https://management.azure.com',
    portalOrigin: 'https://portal.azure.com',
    hubDomain: 'azure-devices.net',
    entraOrigin: 'https://login.microsoftonline.com',
    tokenServiceOrigin: 'https://sts.windows.net',
    actionGroupAppId: '461e8683-5575-4561-ac7f-899cc907d62a',
    eventGridAppId: '4962773b-9cdb-44cf-a8bf-237846a00ab7',
    channelService: undefined,
    chatHosts: publicChatHosts,
  },
  usgov: {
    logsOrigin: 'https://api.loganalytics.us',
    armOrigin: 'https://management.usgovcloudapi.net',
    portalOrigin: 'https://portal.azure.us',
    hubDomain: 'azure-devices.us',
    entraOrigin: 'https://login.microsoftonline.us',
    tokenServiceOrigin: 'https://sts.windows.net',
    actionGroupAppId: undefined,
    eventGridAppId: undefined,
    channelService: 'https://botframework.azure.us',
    chatHosts: ['.botframework.us', '.botframework.azure.us', '.teams.microsoft.us'],
  },
  china: {
    logsOrigin: 'https://api.loganalytics.azure.cn',
    armOrigin: 'https://management.chinacloudapi.cn',
    portalOrigin: 'https://portal.azure.cn',
    hubDomain: 'azure-devices.cn',
    entraOrigin: 'https://login.chinacloudapi.cn',
    tokenServiceOrigin: 'https://sts.chinacloudapi.cn',
    actionGroupAppId: undefined,
    eventGridAppId: undefined,
    // The SDK knows no Bot Framework of this cloud: its bots sign in to the public one.
    channelService: undefined,
    chatHosts: publicChatHosts,
  },
};
