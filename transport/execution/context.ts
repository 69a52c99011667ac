import type { IExecuteFunctions, ILoadOptionsFunctions, IWebhookFunctions } from 'n8n-workflow';

/** Where a node sends requests from: an execution, a list that n8n loads for the panel, or a form that a person has sent. */
export type NodeContext = IExecuteFunctions | ILoadOptionsFunctions | IWebhookFunctions;
