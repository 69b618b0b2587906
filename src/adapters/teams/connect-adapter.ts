import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';

/** The bot's registration; an empty `appId` means local mode, where nobody is authenticated. */
export interface BotSettings {
  appType: string;
  appId: string;
  appPassword: string;
  tenantId: string;
  /** `https://botframework.azure.us` in Azure Government; absent in the public cloud. */
  channelService?: string;
}

export interface Connection {
  adapter: CloudAdapter;
  authentication: ConfigurationBotFrameworkAuthentication;
  appId: string;
}

export function connectAdapter(bot: BotSettings): Connection {
  const authentication = new ConfigurationBotFrameworkAuthentication(
    bot.appId === '' ? {} : registrationOf(bot),
  );
  return { adapter: new CloudAdapter(authentication), authentication, appId: bot.appId };
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
