// Other ways of an alert to a chat. A user of the product never installs them: those of npm are
// installed here, where there is a network, and Alertmanager with `apt-get install
// prometheus-alertmanager`.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createFolder, freePort, startProcess } from './measure.mjs';

const folder = 'bench/peers';
const installed = `${folder}/installed`;
const installWithinMs = 120_000;
const alertmanagers = ['alertmanager', 'prometheus-alertmanager'];

/** Each with `start`, or with `missing`: why it cannot run. */
export async function listPeers(chat) {
  if (!existsSync(join(installed, 'node_modules'))) install();
  return [
    nodePeer({ name: 'hubot', main: 'index.mjs', script: 'hubot-bot.mjs' }, chat),
    nodePeer({ name: '@slack/bolt', main: 'dist/index.js', script: 'bolt-bot.mjs' }, chat),
    alertmanagerPeer(chat),
  ];
}

/** Without a network it comes to nothing, and the section says so. */
function install() {
  const args = ['ci', '--prefix', installed, '--ignore-scripts', '--no-audit', '--no-fund'];
  spawnSync('npm', args, { stdio: 'ignore', timeout: installWithinMs });
}

/** Lines of the section, after an empty one. */
export function describeMissing(peers) {
  const missing = peers.filter((peer) => peer.missing !== undefined);
  if (missing.length === 0) return [];
  return ['', missing.map((peer) => `${peer.name}: not measured, ${peer.missing}.`).join(' ')];
}

function nodePeer({ name, main, script }, chat) {
  const home = resolve(installed, 'node_modules', name);
  const manifest = join(home, 'package.json');
  if (!existsSync(manifest))
    return { name, missing: `not installed (npm ci --prefix ${installed})` };
  const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
  return {
    name: `${name} ${version} (keeps nothing)`,
    kinds: ['alert'],
    async start() {
      const port = await freePort();
      const env = {
        PORT: String(port),
        CHAT: chat,
        PEER: pathToFileURL(join(home, main)).href,
        EXPRESS_BIND_ADDRESS: '127.0.0.1',
        HUBOT_LOG_LEVEL: 'error',
      };
      const peer = await startProcess(join(folder, script), env, port, '/healthz');
      return { ...peer, origin: `http://127.0.0.1:${port}` };
    },
  };
}

function alertmanagerPeer(chat) {
  const found = alertmanagers
    .map((command) => ({ command, ...spawnSync(command, ['--version'], { encoding: 'utf8' }) }))
    .find(({ status }) => status === 0);
  if (found === undefined) {
    return {
      name: 'Alertmanager',
      missing: 'not installed (apt-get install prometheus-alertmanager)',
    };
  }
  const [, version = ''] = /version (\S+)/.exec(`${found.stdout}${found.stderr}`) ?? [];
  return {
    name: `Alertmanager ${version} (group_wait 0, in memory)`,
    kinds: ['prometheus'],
    start: () => startAlertmanager(found.command, chat),
  };
}

/** Every alert is a group of its own and goes to the chat at once. */
async function startAlertmanager(command, chat) {
  const data = createFolder();
  const config = join(data, 'alertmanager.yml');
  writeFileSync(
    config,
    [
      'route: { receiver: chat, group_by: ["..."], group_wait: 0s, group_interval: 5m }',
      'receivers:',
      '  - name: chat',
      '    webhook_configs:',
      `      - { url: "${chat}/v3/conversations/alertmanager/activities", send_resolved: false }`,
    ].join('\n'),
  );
  const port = await freePort();
  const args = [
    `--config.file=${config}`,
    `--storage.path=${data}`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--cluster.listen-address=',
    '--log.level=error',
  ];
  const peer = await startProcess(args, {}, port, '/-/healthy', command);
  return { ...peer, origin: `http://127.0.0.1:${port}` };
}
