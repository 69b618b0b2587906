// The least a botbuilder bot can do: the peer that a message to Reconnect is measured beside.
import botbuilder from 'botbuilder';
import restify from 'restify';

const { CloudAdapter, ConfigurationBotFrameworkAuthentication } = botbuilder;

const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.post('/api/messages', async (req, res) => {
  await adapter.process(req, res, (turn) => turn.sendActivity(`You said: ${turn.activity.text}`));
});
server.get('/healthz', (_req, res, next) => {
  res.send(200);
  next();
});
server.listen(Number(process.env.PORT), '127.0.0.1');
