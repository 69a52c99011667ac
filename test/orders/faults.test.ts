import { SCENARIOS } from './scenarios';
import { describeScenarios } from './table';

describeScenarios('one fault, and of the HTTP Request node', SCENARIOS.faults);
