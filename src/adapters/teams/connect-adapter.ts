import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';

/** The bot's registration; an empty `appId` means local mode, where nobody is authenticated. */
export interface BotSettings {
  appType: string;
  appId: string;
  appPassword: string;
  tenantId: string;
  /** Whose people may talk to the bot, in lower case; absent means nobody but in local mode. */
  tenantIds?: readonly string[];
  /** Hosts the bot may bring its token to: exact, or with a dot first for all below; absent: none. */
  chatHosts?: readonly string[];
  /** `https://botframework.azure.us` in Azure Government; absent in the public cloud. */
  channelService?: string;
}

export interface Connection {
  adapter: CloudAdapter;
  authentication: ConfigurationBotFrameworkAuthentication;
  appId: string;
  tenantIds: readonly string[];
  chatHosts: readonly string[];
}

export function connectAdapter(bot: BotSettings): Connection {
  const authentication = new ConfigurationBotFrameworkAuthentication(
    bot.appId === '' ? {} : registrationOf(bot),
  );
  const { appId, tenantIds = [], chatHosts = [] } = bot;
  return { adapter: new CloudAdapter(authentication), authentication, appId, tenantIds, chatHosts };
}

/** The SDK refuses a password beside a managed identity, and unknown empty settings elsewhere. */
function registrationOf(bot: BotSettings): Record<string, string> {
  const registration: Record<string, string> = {
    MicrosoftAppType: bot.appType,
    MicrosoftAppId: bot.appId,
  };
  if (bot.appPassword !== '') registration.MicrosoftAppPassword = bot.appPassword;
  if (bot.tenantId !== '') registration.MicrosoftAppTenantId = bot.tenantId;
  if (bot.channelService !== undefined) registration.ChannelService = bot.channelService;
  return registration;
}
