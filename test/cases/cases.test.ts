import { demoGateway } from '../fixtures/gateway.ts';
import { goldenCases } from './golden-cases.ts';

goldenCases(demoGateway);
