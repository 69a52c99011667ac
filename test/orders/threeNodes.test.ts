import { SCENARIOS } from './scenarios';
import { describeScenarios } from './table';

describeScenarios('three workers', SCENARIOS.threeNodes);
