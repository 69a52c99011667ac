import { SCENARIOS } from './scenarios';
import { describeScenarios } from './table';

describeScenarios('two workers', SCENARIOS.twoNodes);
