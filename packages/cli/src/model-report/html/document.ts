import { createHash } from 'node:crypto';
import { embeddedJson, escaped } from './markup.ts';

/** What the page runs and looks by, and the licences of the libraries in it. */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
  readonly notices: string;
}

export interface PageDocument {
  /** Of the model. */
  readonly name: string;
  /** After the name, in the window's title. */
  readonly kind: string;
  readonly parts: readonly { readonly id: string; readonly title: string; readonly html: string }[];
  readonly footer: string;
  /** What the drawings are made from. */
  readonly data: object;
  /** Whether the page may ask the server that it came from, and nobody else. */
  readonly asksServer: boolean;
}

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * One HTML file whose policy allows no script but its own, and no request but one to its own server where it has one. Styles may be inline,
 * as the drawings' are. Without scripts the tables are all there.
 */
export const documentHtml = (page: PageDocument, { notices, script, style }: PageAssets): string => {
  const { asksServer, data, footer, kind, name, parts } = page;
  const connect = asksServer ? " connect-src 'self';" : '';
  const policy = `default-src 'none';${connect} script-src ${hashOf(script)}; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(name)}: ${escaped(kind)}</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#content">To the content</a>
<header>
<h1><bdi>${escaped(name)}</bdi></h1>
<nav aria-label="Sections"><ul>${parts.map(({ id, title }) => `<li><a href="#${id}">${title}</a></li>`).join('')}</ul></nav>
<p class="theme"><label for="theme">Colours</label> <select id="theme"><option value="auto">as the system</option><option value="light">light</option><option value="dark">dark</option></select></p>
</header>
<main id="content">
${parts.map(({ html }) => html).join('\n')}
</main>
<footer>
<p>${escaped(footer)}</p>
<details><summary>Licences of the libraries in this page</summary><pre>${escaped(notices)}</pre></details>
</footer>
<script type="application/json" id="data">${embeddedJson(data)}</script>
<script>${script}</script>
</body>
</html>
`;
};
