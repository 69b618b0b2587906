import type { ListedScenario, ScenarioRunner } from '../../src/playground/chat/scenario-routes';
import type { FakeActivity, FakeBot } from '../support/fake-bot';

const cardType = 'application/vnd.microsoft.card.adaptive';

export const openUrl = {
  type: 'Action.OpenUrl',
  title: 'Open query',
  url: 'https://portal.azure.com/query',
};

/** The bot of these tests says back what it heard, on a card with every kind of button. */
export async function answerWithCard(bot: FakeBot, activity: FakeActivity) {
  const path = `/${activity.conversation.id}/activities`;
  if (activity.type === 'invoke') {
    return {
      status: 200,
      body: { statusCode: 200, type: cardType, value: alertCard('Asked again') },
    };
  }
  if (activity.type !== 'message') return undefined;
  const said = activity.text ?? JSON.stringify(activity.value);
  const content = alertCard('Firing · contoso-hub', `You said ${said}`);
  await bot.connector('POST', path, cardMessage(content));
  return { status: 200 };
}

export function cardMessage(content: object): object {
  return { type: 'message', attachments: [{ contentType: cardType, content }] };
}

export function alertCard(headline: string, text = 'Nothing more'): object {
  const pixel = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=';
  const evidence = { type: 'TextBlock', text: '56 rows were seen', wrap: true };
  return {
    type: 'AdaptiveCard',
    version: '1.5',
    fallbackText: headline,
    body: [
      { type: 'TextBlock', style: 'heading', text: headline, wrap: true },
      { type: 'TextBlock', text, wrap: true },
      { type: 'TextBlock', text: since, wrap: true, isSubtle: true },
      { type: 'Image', url: pixel, altText: 'Disconnects over time' },
      { type: 'FactSet', facts: [{ title: 'Code', value: '404104' }] },
      { type: 'TextBlock', text: 'See [Azure status](https://azure.status.microsoft/).' },
      { type: 'Container', id: 'evidence', style: 'emphasis', isVisible: false, items: [evidence] },
    ],
    actions: [
      {
        type: 'Action.Execute',
        title: 'Investigate again',
        verb: 'why',
        data: { verb: 'why', parameters: { devices: ['device-42'] } },
      },
      { type: 'Action.ToggleVisibility', title: 'Evidence', targetElements: ['evidence'] },
      openUrl,
      { type: 'Action.ShowCard', title: 'Note', card: noteCard },
    ],
  };
}

const since = 'Since {{DATE(2026-01-02T03:04:05Z, SHORT)}} at {{TIME(2026-01-02T03:04:05Z)}}';

const noteCard = {
  type: 'AdaptiveCard',
  body: [{ type: 'Input.Text', id: 'note', label: 'Note on contoso-hub' }],
  actions: [{ type: 'Action.Submit', title: 'Save', data: { verb: 'note' } }],
};

export async function conversationPath(bot: FakeBot): Promise<string> {
  return `/${bot.heard[0]?.conversation.id}/activities`;
}

export function fakeScenarios(): ScenarioRunner {
  const outage: ListedScenario = {
    id: 'site-outage',
    group: 'Networks',
    title: 'Site outage',
    what: '56 of 60 devices behind one address drop within 70 s.',
    isRunning: false,
    isFiring: false,
  };
  const silent: ListedScenario = {
    id: 'port-blocked',
    group: 'Hard to read',
    title: 'Port blocked',
    what: 'Nothing is heard of the device, and no alert fires.',
    isRunning: false,
    isFiring: false,
  };
  const find = (id: string) => (id === outage.id ? outage : silent);
  return {
    list: () => [outage, silent],
    async run(id) {
      find(id).isRunning = true;
      find(id).isFiring = id === outage.id;
      return { said: id === outage.id ? '412 log rows added, alert fired.' : '6 log rows added.' };
    },
    async resolve(id) {
      find(id).isRunning = false;
      find(id).isFiring = false;
      return { said: 'Resolved.' };
    },
  };
}
