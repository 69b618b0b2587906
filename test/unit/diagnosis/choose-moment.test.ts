import { chooseMoment } from '../../../src/diagnosis/device/choose-moment';
import type { ConnectionRow } from '../../../src/diagnosis/device/connection-row';
import { gatherDeviceFacts } from '../../../src/diagnosis/device/device-facts';
import {
  connect,
  dayWindow,
  disconnect,
  minute,
  refuse,
  renewals,
  sdkStrings,
} from '../../support/connection-rows';

const choose = (rows: ConnectionRow[]) =>
  chooseMoment(gatherDeviceFacts('device-42', dayWindow, rows, true));

const both = ['401003', '404104'];

describe('chooseMoment', () => {
  it.each<[string, ConnectionRow[], Date | undefined]>([
    ['nothing but renewals', renewals(6, 70, both), undefined],
    ['nothing that dropped', [connect(1)], undefined],
    ['no rows', [], undefined],
    ['clean closes in a rhythm', renewals(6, 30, [''], { sdkVersion: sdkStrings.c }), undefined],
    ['one loss', [connect(1), disconnect(300, '404104'), connect(320)], minute(300)],
    [
      'a loss between renewals',
      [...renewals(6, 70, both), disconnect(600, '404104'), connect(640)],
      minute(600),
    ],
    [
      'two losses: the newest',
      [connect(1), disconnect(300, '404104'), connect(320), disconnect(700, '404104')],
      minute(700),
    ],
    [
      'a run of refused connects',
      [connect(1), refuse(400, '401003'), refuse(410, '401003')],
      minute(400),
    ],
    [
      'a loss whose reconnects are refused',
      [connect(1), disconnect(300, '404104'), refuse(310, '401003'), refuse(320, '401003')],
      minute(300),
    ],
  ])('finds the moment of %s', (_what, rows, at) => {
    expect(choose(rows)).toEqual(at);
  });
});
