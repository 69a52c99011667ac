/**
 * An OpenID provider with one client and one account. It has no password grant of its own: this is the one that its documentation
 * shows as "Custom Grant Types". Refreshing, rotation and revocation are the provider's.
 */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const { SERVER_MODULES, SERVER_ACCOUNT, SERVER_CLIENT, SERVER_PORT } = process.env;
const installed = createRequire(SERVER_MODULES);
const { default: Provider, errors } = await import(pathToFileURL(installed.resolve('oidc-provider')).href);
const [username, password] = JSON.parse(SERVER_ACCOUNT);
const [client_id, client_secret] = JSON.parse(SERVER_CLIENT);
const HOUR_S = 3_600;

const provider = new Provider(`http://127.0.0.1:${SERVER_PORT}`, {
	clients: [
		{
			...{ client_id, client_secret, token_endpoint_auth_method: 'client_secret_post' },
			...{ grant_types: ['password', 'refresh_token'], redirect_uris: [], response_types: [] },
		},
	],
	findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
	features: { devInteractions: { enabled: false }, revocation: { enabled: true } },
	rotateRefreshToken: true,
	ttl: { AccessToken: HOUR_S, IdToken: HOUR_S, RefreshToken: 24 * HOUR_S, Grant: 24 * HOUR_S },
	cookies: { keys: ['of the tests'] },
});

async function grantToPassword(ctx) {
	const { client, params } = ctx.oidc;
	if (params.username !== username || params.password !== password)
		throw new errors.InvalidGrant('username or password is wrong');
	const scope = 'openid offline_access';
	const owner = { accountId: username, clientId: client.clientId };
	const grant = new provider.Grant(owner);
	grant.addOIDCScope(scope);
	const grantId = await grant.save();
	const token = { accountId: username, client, grantId, scope, gty: 'password', expiresWithSession: false };
	const access = new provider.AccessToken(token);
	const refresh = new provider.RefreshToken(token);
	ctx.body = {
		access_token: await access.save(),
		expires_in: access.expiration,
		refresh_token: await refresh.save(),
		...{ scope, token_type: access.tokenType },
	};
}
provider.registerGrantType('password', grantToPassword, ['username', 'password', 'scope']);
provider.listen(Number(SERVER_PORT), '127.0.0.1');
