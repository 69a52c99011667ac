import { SCENARIOS } from './scenarios';
import { describeScenarios } from './table';

describeScenarios('log-ins by code, and of two credentials', SCENARIOS.codes);
