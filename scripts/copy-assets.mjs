// What tsc does not copy: query files and the local page stand beside the code that reads them.
import { cpSync } from 'node:fs';

const copied = /\.(kql|html|css|svg|js)$/;
const isFolder = (path) => !/\.[a-z]+$/.test(path);

cpSync('src', 'dist', { recursive: true, filter: (path) => isFolder(path) || copied.test(path) });
