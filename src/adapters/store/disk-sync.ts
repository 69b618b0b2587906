import { type FileHandle, open } from 'node:fs/promises';
import { AppError } from '../../shared/app-error';

export interface DiskSync {
  /**
   * Resolves once everything that was written before the call is on the disk. Who calls while the
   * disk is at work waits for the next round, all together. Throws AppError `store_unavailable`.
   */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Brings a file to the disk beside the thread that answers everybody, as SQLite itself would on it
 * at each commit. A disk that failed once may have dropped what it was given and say nothing of it
 * the next time: then `rescue` stores it elsewhere, or rejects.
 */
export function createDiskSync(path: string, deps: { rescue(): Promise<void> }): DiskSync {
  let file: FileHandle | undefined;
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  let hasFailed = false;
  const work = async () => {
    try {
      if (hasFailed) await deps.rescue();
      hasFailed = true;
      file ??= await open(path, 'r+');
      await file.datasync();
      hasFailed = false;
    } catch (cause) {
      throw new AppError('store_unavailable', 'The disk does not keep what is written', {
        cause,
        retryable: true,
      });
    }
  };
  const start = () => {
    next = undefined;
    running = work().finally(() => {
      running = undefined;
    });
    return running;
  };
  return {
    sync() {
      if (running === undefined) return start();
      next ??= running.then(start, start);
      return next;
    },
    async close() {
      await (next ?? running)?.catch(() => undefined);
      await file?.close();
      file = undefined;
    },
  };
}
