import type { FormTexts } from './texts';

/** What the form shows. */
export interface Page {
	texts: FormTexts;
	/** What was wrong. */
	problem?: string;
	/** What has happened, or happens now. */
	news?: string;
	/** There is nothing to enter any more. */
	isOver?: boolean;
	/** After so many ms n8n takes nothing any more, and answers in words of its own: the page itself says so. */
	openForMs?: number;
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const STYLE = `
:root { color-scheme: light dark; --ink: #1c2024; --paper: #fff; --line: #8b8d98; --accent: #4a3fb5; --wrong: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ink: #edeef0; --paper: #18191b; --line: #777b84; --accent: #b9b2ff; --wrong: #ffb4ab; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem; font: 1.0625rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
main { width: 100%; max-width: 24rem; margin: 0 auto; }
h1 { margin: 0 0 .5rem; font-size: 1.5rem; line-height: 1.25; }
p { margin: 0 0 1.25rem; overflow-wrap: anywhere; }
label { display: block; margin-bottom: .375rem; font-weight: 600; }
input { width: 100%; padding: .75rem 1rem; font: inherit; font-size: 1.75rem; letter-spacing: .25em; text-align: center; color: inherit; background: transparent; border: 1px solid var(--line); border-radius: .5rem; }
button { width: 100%; min-height: 3rem; margin-top: 1rem; font: inherit; font-weight: 600; cursor: pointer; color: var(--paper); background: var(--accent); border: 1px solid var(--accent); border-radius: .5rem; }
button.plain { color: var(--accent); background: transparent; border-color: transparent; }
a { color: var(--accent); font-weight: 600; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.problem { color: var(--wrong); font-weight: 600; }
.open { animation: closes 0s forwards; }
.late { visibility: hidden; height: 0; margin: 0; animation: opens 0s forwards; }
@keyframes closes { to { visibility: hidden; height: 0; overflow: hidden; } }
@keyframes opens { to { visibility: visible; height: auto; } }
`;

/** The form as a web page that needs no script, no other file and no other address. */
export function pageOf({ texts, problem, news, isOver = false, openForMs }: Page): string {
	const told = [
		problem && `<p class="problem" role="alert" id="problem">${escaped(problem)}</p>`,
		news && `<p role="status">${escaped(news)}</p>`,
	];
	const form = `<form method="post">
<label for="code">${escaped(texts.label)}</label>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="12" required autofocus${problem ? ' aria-invalid="true" aria-describedby="problem"' : ''}>
<button>${escaped(texts.button)}</button>
</form>
<form method="post"><input type="hidden" name="again" value="yes"><button class="plain">${escaped(texts.again)}</button></form>`;
	const asked = [`<p>${escaped(texts.text)}</p>`, ...told, form].filter(Boolean).join('\n');
	return documentOf(
		texts,
		`
<h1>${escaped(texts.title)}</h1>
${isOver ? told.filter(Boolean).join('\n') : untilLate(asked, texts, openForMs)}`,
	);
}

/** What can be entered, and after its time a sentence in place of it. */
function untilLate(asked: string, { late }: FormTexts, openForMs?: number): string {
	if (openForMs === undefined) return asked;
	const delay = `style="animation-delay: ${openForMs}ms"`;
	return `<div class="open" ${delay}>\n${asked}\n</div>\n<p class="problem late" ${delay}>${escaped(late)}</p>`;
}

/** What who started the workflow sees while the execution begins to wait: it leads to the form, which is there a moment later. */
export const relayPage = (texts: FormTexts, formUrl: string): string =>
	documentOf(
		texts,
		`
<meta http-equiv="refresh" content="2;url=${escaped(formUrl)}">
<h1>${escaped(texts.title)}</h1>
<p>${escaped(texts.calling)}</p>
<p><a href="${escaped(formUrl)}">${escaped(texts.open)}</a></p>`,
	);

const documentOf = ({ language, title }: FormTexts, content: string) => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>${content}
</main>
</body>
</html>`;
