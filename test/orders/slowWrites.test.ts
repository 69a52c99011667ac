import { SCENARIOS } from './scenarios';
import { describeScenarios } from './table';

describeScenarios('a write that is slower than others wait', SCENARIOS.slowWrites);
