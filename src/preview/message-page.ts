const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');

/** In place of a page that cannot be made: why, until it can. */
export const messagePage = (message: string, hint: string | null): string => {
  const [title = '', ...lines] = message.split('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>No preview</title>
<style>
:root { color-scheme: light dark; }
body { margin: 0 auto; max-width: 860px; padding: 40px 24px; font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 20px; line-height: 1.3; border-top: 6px solid #b3261e; padding-top: 20px; overflow-wrap: anywhere; }
li { font: 14px/1.5 ui-monospace, monospace; margin: 10px 0; overflow-wrap: anywhere; }
</style>
</head>
<body>
<h1>${escape(title)}</h1>
${lines.length === 0 ? '' : `<ul>${lines.map((line) => `<li>${escape(line.trim())}</li>`).join('\n')}</ul>`}
${hint === null ? '' : `<p>${escape(hint)}</p>`}
<p>This page shows the report again as soon as it can be made.</p>
</body>
</html>
`;
};
