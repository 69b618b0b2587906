import { loadSettings } from './start/load-settings';
import { runServer } from './start/run-server';

void runServer(loadSettings);
