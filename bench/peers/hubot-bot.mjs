// Hubot as the peer of an alert on its way to the chat: its own web server takes the alert, and an
// adapter as short as can be writes to the same chat service. Nothing is kept anywhere.
// Installed apart from the product: whoever starts this knows where.
const { Adapter, Robot } = await import(process.env.PEER);

class TeamsAdapter extends Adapter {
  async send({ room }, ...texts) {
    const response = await fetch(`${process.env.CHAT}/v3/conversations/${room}/activities`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ type: 'message', text: texts.join('\n') }),
    });
    await response.arrayBuffer();
  }

  async run() {
    this.emit('connected');
  }
}

const robot = new Robot({ use: (self) => new TeamsAdapter(self) }, true, 'bench');
await robot.loadAdapter();
// Its web server starts with it.
await robot.run();
robot.router.get('/healthz', (_req, res) => res.sendStatus(200));
robot.router.post('/api/alerts', (req, res) => {
  res.sendStatus(202);
  const [hub] = req.body.data.essentials.configurationItems;
  const [, conversation] = hub.split('-');
  void robot.messageRoom(`conversation-${conversation}`, `${hub}: alert fired`);
});
