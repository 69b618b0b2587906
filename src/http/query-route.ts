import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '../shared/app-error';
import { readRequestPath } from './request-path';

export interface QueryRouteDeps {
  /** The file of an unguessable token while it is kept. */
  findDownload?(token: string): { name: string; csv: string } | undefined;
}

const filePath = /^\/queries\/(?<token>[A-Za-z0-9_-]{16,64})\.csv$/;

/** GET /queries/<token>.csv: the rows of a query that somebody ran. Knowing the token is the key. */
export async function handleQueryDownload(
  req: IncomingMessage,
  res: ServerResponse,
  { findDownload }: QueryRouteDeps,
): Promise<void> {
  const token = filePath.exec(readRequestPath(req))?.groups?.token;
  const file = token === undefined ? undefined : findDownload?.(token);
  if (file === undefined) {
    throw new AppError('download_gone', 'This file is not kept any more: run the query again');
  }
  res.statusCode = 200;
  res.setHeader('Content-Type', 'text/csv; charset=utf-8; header=present');
  res.setHeader('Content-Disposition', `attachment; filename="${plainName(file.name)}"`);
  res.setHeader('Content-Length', Buffer.byteLength(file.csv));
  res.end(file.csv);
}

function plainName(name: string): string {
  return name.replace(/[^\w.-]/g, '_');
}
