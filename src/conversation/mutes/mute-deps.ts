import type { DeviceRecord } from '../../ports/connection-ledger';
import type { MuteBook } from '../../ports/mute-book';

/** What muting needs. */
export interface MuteDeps {
  book: MuteBook;
  /** A UUID. */
  createId(): string;
  /** What Event Grid told of a device; absent where nobody listens to it. */
  findDevice?(device: string, hub?: string): Promise<Pick<DeviceRecord, 'hub'>[]>;
  /** Ids that the logs of the last days hold and that are the same, or may be meant. */
  listLike?(device: string, hub?: string): Promise<string[]>;
}
