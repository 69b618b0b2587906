export const cloudNames = ['public', 'usgov', 'china'] as const;

export type CloudName = (typeof cloudNames)[number];

/** Where an Azure cloud keeps what we talk to. Origins without a trailing slash. */
export interface Cloud {
  logsOrigin: string;
  /** Azure Resource Manager, which metrics of a resource are asked of as well; its token is for it. */
  armOrigin: string;
  portalOrigin: string;
  hubDomain: string;
}

export const clouds: Record<CloudName, Cloud> = {
  public: {
    logsOrigin: 'https://api.loganalytics.io',
    armOrigin: 'https://management.azure.com',
    portalOrigin: 'https://portal.azure.com',
    hubDomain: 'azure-devices.net',
  },
  usgov: {
    logsOrigin: 'https://api.loganalytics.us',
    armOrigin: 'https://management.usgovcloudapi.net',
    portalOrigin: 'https://portal.azure.us',
    hubDomain: 'azure-devices.us',
  },
  china: {
    logsOrigin: 'https://api.loganalytics.azure.cn',
    armOrigin: 'https://management.chinacloudapi.cn',
    portalOrigin: 'https://portal.azure.cn',
    hubDomain: 'azure-devices.cn',
  },
};
