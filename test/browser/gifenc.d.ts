/** What is used of gifenc, which brings no types along. */
declare module 'gifenc' {
	type Palette = number[][];
	interface FrameOptions {
		palette: Palette;
		/** ms */
		delay: number;
		transparent: boolean;
		transparentIndex: number;
		/** 1: the frame stays, and the next one is drawn upon it. */
		dispose: number;
	}
	interface Encoder {
		writeFrame(index: Uint8Array, width: number, height: number, options: FrameOptions): void;
		finish(): void;
		bytes(): Uint8Array;
	}
	export function GIFEncoder(): Encoder;
	export function quantize(rgba: Uint8Array, colours: number): Palette;
	export function applyPalette(rgba: Uint8Array, palette: Palette): Uint8Array;
}
