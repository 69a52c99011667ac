import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { branchesOf, sagi } from '../../providers/sagi';
import { MAIN_BRANCH } from './branchField';
import { ProviderClient } from '../../transport/execution/client';
import { Sender } from '../../transport/execution/sender';

/** The branches of the account for the list of Branch → Get; logs in where there is no session yet. */
export async function searchBranches(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
	const { profile } = await new ProviderClient(new Sender(this, sagi)).currentSession();
	const branches = branchesOf(profile).map(({ id, name }) => ({ name: name ? `${name} (${id})` : id, value: id }));
	const wanted = filter.toLowerCase();
	const results = [{ name: 'Main Branch', value: MAIN_BRANCH }, ...branches];
	return { results: results.filter(({ name }) => name.toLowerCase().includes(wanted)) };
}
