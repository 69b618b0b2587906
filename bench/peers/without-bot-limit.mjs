// The whole product, without the one limit on all its requests to the chat: for the row that
// measures how fast an alert becomes a card.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { newsLimits } = require('../../dist/incidents/delivery/send-limits.js');

newsLimits.wholeBot = undefined;
require('../../dist/main.js');
