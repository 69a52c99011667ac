import axios, { type AxiosInstance } from 'axios';
import type {
	ClockChange,
	ClockState,
	Counters,
	FaultRule,
	JournalEntry,
	ProviderKey,
	ProviderSettings,
	RevokeOrder,
} from './index';

/** One provider of a sandbox in another process: the methods of `Service`, as promises. */
export interface RemoteService<S> {
	url: string;
	getSettings(): Promise<S>;
	setSettings(patch: Partial<S>): Promise<S>;
	addFault(rule: FaultRule): Promise<void>;
	setFaults(rules: FaultRule[]): Promise<void>;
	getFaults(): Promise<FaultRule[]>;
	clearFaults(): Promise<void>;
	counters(): Promise<Counters>;
	resetCounters(): Promise<void>;
	requests(after?: number): Promise<JournalEntry[]>;
	revoke(order?: RevokeOrder): Promise<number>;
	reset(): Promise<void>;
	openapi(): Promise<unknown>;
}

/** The sandbox's clock from another process. */
export interface RemoteClock {
	state(): Promise<ClockState>;
	now(): Promise<number>;
	set(change: ClockChange): Promise<ClockState>;
	advance(ms: number): Promise<ClockState>;
	freeze(at?: number | string): Promise<ClockState>;
	reset(): Promise<ClockState>;
}

/** A sandbox in another process. */
export type RemoteSandbox = { [Key in ProviderKey]: RemoteService<ProviderSettings[Key]> } & {
	control: { url: string };
	clock: RemoteClock;
	urls: Record<ProviderKey | 'control', string>;
	reset(): Promise<void>;
};

/** Connects to the control API, for example `http://127.0.0.1:5600`. */
export async function connectSandbox(controlUrl: string): Promise<RemoteSandbox> {
	const http = axios.create({ baseURL: controlUrl, proxy: false });
	http.interceptors.response.use(undefined, (error) => {
		const reason = error.response?.data?.message ?? error.message;
		throw new Error(`Sandbox control: ${reason}`);
	});
	const { providers } = (await http.get('/')).data as { providers: Record<string, { url: string }> };
	const entries = Object.entries(providers);
	return {
		...Object.fromEntries(entries.map(([key, { url }]) => [key, remoteService(http, key, url)])),
		control: { url: controlUrl },
		clock: remoteClock(http),
		urls: { control: controlUrl, ...Object.fromEntries(entries.map(([key, { url }]) => [key, url])) },
		reset: async () => void (await http.post('/reset')),
	} as unknown as RemoteSandbox;
}

/** JSON has no `undefined`: a default is asked for with it in process only. */
function remoteService<S>(http: AxiosInstance, key: string, url: string): RemoteService<S> {
	return {
		url,
		getSettings: async () => (await http.get(`/${key}/settings`)).data,
		setSettings: async (patch) => (await http.patch(`/${key}/settings`, patch)).data,
		addFault: async (rule) => void (await http.post(`/${key}/faults`, rule)),
		setFaults: async (rules) => void (await http.put(`/${key}/faults`, rules)),
		getFaults: async () => (await http.get(`/${key}/faults`)).data,
		clearFaults: async () => void (await http.delete(`/${key}/faults`)),
		counters: async () => (await http.get(`/${key}/counters`)).data,
		resetCounters: async () => void (await http.delete(`/${key}/counters`)),
		requests: async (after = 0) => (await http.get(`/${key}/requests`, { params: { after } })).data,
		revoke: async (order = {}) => (await http.post(`/${key}/revoke`, order)).data.revoked,
		reset: async () => void (await http.post(`/${key}/reset`)),
		openapi: async () => (await http.get(`/${key}/openapi.json`)).data,
	};
}

function remoteClock(http: AxiosInstance): RemoteClock {
	const set = async (change: ClockChange): Promise<ClockState> => (await http.put('/clock', change)).data;
	const state = async (): Promise<ClockState> => (await http.get('/clock')).data;
	return {
		state,
		set,
		now: async () => (await state()).now,
		advance: (ms) => set({ advanceMs: ms }),
		freeze: async (at) => set({ frozenAt: at ?? (await state()).now }),
		reset: () => set({ offsetMs: 0 }),
	};
}
