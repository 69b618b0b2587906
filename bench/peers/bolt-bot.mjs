// Bolt for Slack as the peer of an alert on its way to the chat: a route of its own takes the alert,
// its client posts to the same chat service. Nothing is kept anywhere.
import { json } from 'node:stream/consumers';

// Installed apart from the product: whoever starts this knows where.
const { default: bolt } = await import(process.env.PEER);
const app = new bolt.App({
  token: 'xoxb-bench',
  signingSecret: 'bench',
  tokenVerificationEnabled: false,
  logLevel: 'error',
  clientOptions: { slackApiUrl: `${process.env.CHAT}/` },
  customRoutes: [
    { path: '/healthz', method: ['GET'], handler: (_req, res) => res.end() },
    { path: '/api/alerts', method: ['POST'], handler: takeAlert },
  ],
});

async function takeAlert(req, res) {
  const alert = await json(req);
  res.statusCode = 202;
  res.end();
  const [hub] = alert.data.essentials.configurationItems;
  const [, conversation] = hub.split('-');
  await app.client.chat.postMessage({
    channel: `conversation-${conversation}`,
    text: `${hub}: alert fired`,
  });
}

await app.start(Number(process.env.PORT));
