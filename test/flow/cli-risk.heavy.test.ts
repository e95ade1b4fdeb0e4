import { describe, expect, it } from 'vitest';
import { changedDemo, folder, scrim } from './cli-world.ts';
import { borealis, riskWorld, today } from './risk-world.ts';

const { place, risk } = riskWorld();

describe('scrim risk on the demo', () => {
  it('says what one step up the ladder would change', async () => {
    const config = await changedDemo({
      'policy.yaml': (text) => text.replace('clear: [Customer.gender, Customer.region,', 'clear: [Customer.createdAt,'),
    });
    const { entities } = await risk(...borealis, '--config', config);
    const step = entities[0]?.fields.find(({ field }) => field === 'birthDate')?.step;
    expect(step).toMatchObject({ technique: 'withhold', measured: true });
    const orders = await risk('--as', 'analyst', '--purpose', 'analytics', '--entity', 'Order', '--sample', '500');
    const [order] = orders.entities;
    expect(order).toMatchObject({ sample: 500, rows: 10_000 });
    const total = order?.fields.find(({ field }) => field === 'total');
    expect(total?.step).toMatchObject({ technique: 'round(100)', measured: true });
    expect(order?.left.beyond).toContain('customer.orders');
  }, 60_000);

  it('reads a sample, and says how far chance may have led it astray', async () => {
    const whole = await risk(...borealis);
    const some = await risk(...borealis, '--sample', '200', '--population', '100000');
    const [all, few] = [whole.entities[0]?.measures, some.entities[0]?.measures];
    expect(some.entities[0]).toMatchObject({ sample: 200, rows: whole.entities[0]?.rows });
    expect(few?.alone.error).toBeGreaterThan(0);
    // Fewer rows share less: what a sample says is an upper bound.
    expect((few?.alone.share ?? 0) + 3 * (few?.alone.error ?? 0)).toBeGreaterThan(all?.alone.share ?? 1);
    expect(few?.journalist).toBeLessThan(0.05);
  }, 60_000);
});

describe('scrim check', () => {
  const withBound = (bound: string) =>
    changedDemo({ 'policy.yaml': (text) => `${text}\nrisk:\n  market-research: ${bound}\n` });

  const warnings = async (config: string, data = place.data): Promise<string> =>
    (await scrim(['check', '--config', config], { SCRIM_DATA: data }, today)).stdout;

  it('warns where the last measurement is above the bound of the policy, and of what nobody measured', async () => {
    const strict = await withBound('{ alone: 0.05, marketer: 0.1 }');
    expect(await warnings(strict, await folder())).toContain('nobody has measured how unique people are');
    await risk(...borealis, '--config', strict);
    const told = await warnings(strict);
    expect(told).toMatch(/% of the rows of `Customer` stand alone, and at most 5\.0 % may/);
    expect(told).toMatch(/% of the rows of `Customer` may be named, and at most 10\.0 % may/);
    // Another bound is held against the same measurement; other rules want a new one.
    const lenient = await withBound('{ alone: 1, marketer: 1 }');
    expect(await warnings(lenient)).not.toContain('borealis` for');
    const other = await changedDemo({
      'policy.yaml': (text) =>
        `${text.replace('Customer.region, Customer.country, Customer.segment, Order', 'Customer.country, Order')}
risk:
  market-research: { alone: 1 }
`,
    });
    expect(await warnings(other)).toContain('partner `borealis` for `market-research` was measured under other rules');
  }, 60_000);

  it('refuses a bound for a purpose that there is not', async () => {
    const config = await changedDemo({ 'policy.yaml': (text) => `${text}\nrisk:\n  market: { alone: 0.05 }\n` });
    const { code, stdout } = await scrim(['check', '--config', config], { SCRIM_DATA: place.data }, today);
    expect(code).toBe(1);
    expect(stdout).toContain('error there is no purpose `market`');
  });
});
