import { init, type EChartsOption } from 'echarts';

/** One line of a plot: its points are a number of workers and a value. */
export interface Line {
	name: string;
	points: Array<[number, number]>;
}

const WIDTH = 960;
const HEIGHT = 480;
const INK = '#1f2328';

/** Draws lines over the number of workers, both axes doubling at each step. @returns an SVG document */
export function drawLines(title: string, lines: Line[]): string {
	const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT });
	const axis = { type: 'log', logBase: 2, axisLabel: { color: INK }, nameTextStyle: { color: INK } } as const;
	const option: EChartsOption = {
		animation: false,
		backgroundColor: '#ffffff',
		textStyle: { color: INK, fontFamily: 'sans-serif' },
		title: { text: title, textStyle: { fontSize: 14, color: INK }, left: 16, top: 8 },
		legend: { right: 8, top: 48, orient: 'vertical', textStyle: { color: INK } },
		grid: { left: 56, right: 260, top: 48, bottom: 48 },
		xAxis: { ...axis, name: 'workers', nameLocation: 'middle', nameGap: 28, min: 1 },
		yAxis: { ...axis, min: 1 },
		series: lines.map(({ name, points }) => ({ type: 'line', name, data: points, symbolSize: 6 })),
	};
	chart.setOption(option);
	const svg = chart.renderToSVGString();
	chart.dispose();
	return svg;
}
