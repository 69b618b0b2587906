import { createClosers } from '../../../src/shared/closers';

describe('createClosers', () => {
  it('closes what was opened, last first, and each only once', async () => {
    const closed: string[] = [];
    const closers = createClosers();
    const open = (name: string) => closers.add({ close: () => closed.push(name) });
    open('store');
    open('server');

    await closers.closeAll();
    await closers.closeAll();

    expect(closed).toEqual(['server', 'store']);
  });
});
