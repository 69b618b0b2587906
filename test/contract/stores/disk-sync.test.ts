import { mkdtemp, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDiskSync } from '../../../src/adapters/store/disk-sync';
import { openStore } from '../../../src/adapters/store/open-store';
import { alert } from '../../support/alerts';
import { at } from './store-bench';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reconnect-disk-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe('createDiskSync', () => {
  it('lets those who come meanwhile wait for one round, which begins after they came', async () => {
    await writeFile(join(folder, 'log'), 'written');
    const disk = createDiskSync(join(folder, 'log'), { rescue: async () => undefined });

    const first = disk.sync();
    const second = disk.sync();
    const third = disk.sync();
    await Promise.all([first, second, third]);
    const later = disk.sync();
    await disk.close();

    expect(second).not.toBe(first);
    expect(third).toBe(second);
    expect(later).not.toBe(second);
    await expect(later).resolves.toBeUndefined();
  });

  it('rescues once what a disk that failed may have dropped', async () => {
    let rescues = 0;
    const path = join(folder, 'log');
    const rescue = async () => {
      rescues += 1;
      await writeFile(path, 'written');
    };
    const disk = createDiskSync(path, { rescue });

    const failed = await disk.sync().catch((error: unknown) => error);
    await disk.sync();
    await disk.sync();
    await disk.close();

    expect(failed).toMatchObject({ code: 'store_unavailable', retryable: true });
    expect(rescues).toBe(1);
  });

  it('fails as long as nothing can be rescued', async () => {
    const rescue = async () => {
      await writeFile(join(folder, 'log'), 'written');
      throw new Error('no');
    };
    const disk = createDiskSync(join(folder, 'log'), { rescue });

    await expect(disk.sync()).rejects.toMatchObject({ code: 'store_unavailable' });
    await expect(disk.sync()).rejects.toMatchObject({ code: 'store_unavailable' });
    await expect(disk.sync()).rejects.toMatchObject({ code: 'store_unavailable' });
    await disk.close();
  });
});

it('takes an alert over, and anything to be sent, only when the disk has it', async () => {
  const path = join(folder, 'reconnect.db');
  const store = await openStore(`sqlite:${path}`);
  await store.alertInbox.addOnce(alert({ id: 'before' }), at('03:15:00'));
  await store.close();
  const reopened = await openStore(`sqlite:${path}`);
  // What is written ahead cannot be brought to the disk any more.
  await unlink(`${path}-wal`);

  const added = reopened.alertInbox.addOnce(alert({ id: 'late' }), at('03:15:00'));
  await expect(added).rejects.toMatchObject({ code: 'store_unavailable', retryable: true });
  const pinged = reopened.ping();
  await expect(pinged).rejects.toMatchObject({ code: 'store_unavailable' });
  const unreadable = [{ index: 0, reason: 'no device', excerpt: '{}' }];
  const kept = reopened.connectionLedger.record({ events: [], unreadable }, at('03:15:00'), never);
  await expect(kept).rejects.toMatchObject({ code: 'store_unavailable' });
  const taken = await reopened.alertInbox.takeDue(at('03:15:01'), 60_000, 9);
  await reopened.close();

  expect(taken.map(({ alert: { id } }) => id)).toContain('before');
});

function never(): never {
  throw new Error('There is no event to apply');
}
