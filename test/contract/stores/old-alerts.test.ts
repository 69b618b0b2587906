import { readAlert } from '../../../src/adapters/store/read-alert';
import { writeStored } from '../../../src/adapters/store/stored-json';
import { alert } from '../../support/alerts';

describe('readAlert', () => {
  it('gives back what was stored', () => {
    const stored = alert({ timesFrom: 'receipt', unknownHub: 'lab-hub' });

    expect(readAlert(writeStored(stored))).toEqual(stored);
  });

  it('fills in what alerts of earlier versions did not say', () => {
    const { about, hubs, hubCertainty, timesFrom, unknownHub, notAHub, ...earlier } = alert();

    const read = readAlert(writeStored(earlier));

    expect(read).toMatchObject({ hubs, hubCertainty, timesFrom, about: { kind: about.kind } });
    expect([read.unknownHub, read.notAHub]).toEqual([unknownHub, notAHub]);
  });

  it('leaves an earlier alert without a hub without one', () => {
    const { about: _about, hubs: _hubs, hubCertainty: _certainty, ...earlier } = alert();

    const read = readAlert(writeStored({ ...earlier, hub: undefined }));

    expect(read).toMatchObject({ hubs: [], hubCertainty: 'none' });
  });
});
