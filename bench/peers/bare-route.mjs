// The least a restify route can do: parse a body and answer. The peer of /api/alerts and /api/events.
import restify from 'restify';

const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.post('/api/alerts', (_req, res, next) => {
  res.send(202);
  next();
});
server.post('/api/events', (_req, res, next) => {
  res.send(200);
  next();
});
server.get('/healthz', (_req, res, next) => {
  res.send(200);
  next();
});
server.listen(Number(process.env.PORT), '127.0.0.1');
