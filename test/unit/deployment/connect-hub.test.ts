import template from '../../../deploymentTemplates/connect-hub.json';

const text = JSON.stringify(template);

describe('connect-hub.json', () => {
  it.each([
    ['parameters', Object.keys(template.parameters)],
    ['variables', Object.keys(template.variables)],
  ])('uses exactly the %s it declares', (kind, declared) => {
    const used = [...text.matchAll(new RegExp(`${kind}\\('(?<name>\\w+)'\\)`, 'g'))].map(
      (match) => match.groups?.name ?? '',
    );

    expect([...new Set(used)].sort()).toEqual([...declared].sort());
  });

  it('keeps the webhook address out of every output', () => {
    expect(template.parameters.webhookUrl.type).toBe('securestring');
    expect(JSON.stringify(template.outputs)).not.toContain('webhookUrl');
  });

  it('never alerts on a total of connectedDeviceCount, which only has snapshots', () => {
    const aggregations = [...text.matchAll(/"timeAggregation":"(?<name>\w+)"/g)];

    expect(aggregations.map((match) => match.groups?.name)).toEqual(['Average', 'Average']);
  });

  it('routes the Connections logs', () => {
    expect(template.variables.categories).toContain('Connections');
  });
});
