import type { IDataObject } from 'n8n-workflow';

import type { Json } from '../../providers/types';
import { asItem } from '../shared/values';

/** The user and the expiry times of an answer that holds a session; its tokens only on request. */
export function accountOutput(body: Json | undefined, withTokens: boolean): IDataObject {
	const { token, refresh_token, ...rest } = asItem(body);
	return withTokens ? { ...rest, token, refresh_token } : rest;
}
