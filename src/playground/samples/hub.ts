/** The one hub of the bundled data. Its id is written as exported logs write it. */
export const sampleHub = {
  name: 'contoso-hub',
  subscriptionId: '00000000-0000-0000-0000-000000000042',
  resourceId:
    '/SUBSCRIPTIONS/00000000-0000-0000-0000-000000000042/RESOURCEGROUPS/CONTOSO-RG/PROVIDERS/MICROSOFT.DEVICES/IOTHUBS/CONTOSO-HUB',
  location: 'westeurope',
};
