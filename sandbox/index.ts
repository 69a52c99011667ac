import type { FastifyInstance } from 'fastify';
import { serveControl } from './machinery/control';
import { Clock } from './machinery/clock';
import type { ProviderKey, ProviderSettings } from './machinery/provider';
import { findProviders } from './machinery/registry';
import { serve } from './machinery/server';
import { Service } from './machinery/service';

export type { ClockChange, ClockState } from './machinery/clock';
export type { Counters, Kind } from './machinery/counters';
export type { FaultRule } from './machinery/faults';
export type { JournalEntry } from './machinery/journal';
export type { ProviderKey, ProviderSettings } from './machinery/provider';
export type { Service } from './machinery/service';
export type { CommonSettings } from './machinery/settings';
export type { RevokeOrder, TokenState } from './machinery/tokens';

/** Ports of 127.0.0.1 by provider key, and `control`; 0 or nothing is a free port. */
export type Ports = Partial<Record<ProviderKey | 'control', number>>;

/** The services by provider key: `sandbox.sagi.url`, `sandbox.sagi.setSettings(…)`. */
export type Services = { [Key in ProviderKey]: Service<ProviderSettings[Key]> };

/** A running sandbox. */
export type Sandbox = Services & {
	control: { url: string };
	clock: Clock;
	/** Base addresses by provider key, and `control`. */
	urls: Record<ProviderKey | 'control', string>;
	/** The services in the order of their usual ports. */
	services: Service[];
	/** Everything back to the defaults, real time included. */
	reset(): void;
	/** Stops listening and drops open connections. */
	close(): Promise<void>;
};

/** The port that people find the control API on; the providers' are in their own files. */
export const CONTROL_PORT = 5600;

/** The usual ports: 5600 for control, then those of the providers' files. */
export function usualPorts(): Record<string, number> {
	return { control: CONTROL_PORT, ...Object.fromEntries(findProviders().map(({ key, port }) => [key, port])) };
}

/** Starts all providers and the control API on 127.0.0.1, on free ports unless told otherwise. */
export async function startSandbox(options: { ports?: Ports } = {}): Promise<Sandbox> {
	const ports: Record<string, number | undefined> = options.ports ?? {};
	const clock = new Clock();
	const services = findProviders().map((provider) => new Service(provider, clock));
	const apps: FastifyInstance[] = [];
	const close = async (): Promise<void> => {
		await Promise.all(apps.map((app) => app.close()));
	};
	const reset = (): void => {
		clock.reset();
		for (const service of services) service.reset();
	};
	try {
		for (const service of services) apps.push(await serve(service, ports[service.provider.key] ?? 0));
		const control = await serveControl({ services, clock, reset }, ports.control ?? 0);
		apps.push(control.app);
		const byKey = Object.fromEntries(services.map((service) => [service.provider.key, service]));
		const urls = Object.fromEntries(services.map((service) => [service.provider.key, service.url]));
		const base = { control: { url: control.url }, clock, services, reset, close };
		return { ...byKey, ...base, urls: { control: control.url, ...urls } } as unknown as Sandbox;
	} catch (error) {
		await close();
		throw error;
	}
}
