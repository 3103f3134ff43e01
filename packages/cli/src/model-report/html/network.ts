import { type Report } from '../report.ts';
import { escaped } from './markup.ts';

const path = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${String(x)} ${String(y)}`).join('');

/** The network as it runs, drawn from top to bottom. Steps lead to their rows in the table of layers. */
export const networkHtml = ({ layers, network }: Report): string => {
  const { edges, height, nodes, width } = network;
  const node = ({
    detail,
    height: high,
    kind,
    layer,
    title,
    width: wide,
    x,
    y,
  }: Report['network']['nodes'][number]): string => {
    const [left, top] = [x - wide / 2, y - high / 2];
    const tip = layer === null ? title : `${layers[layer]?.name ?? title}: ${layers[layer]?.kernel ?? ''}`;
    return `<g class="${kind}"><title>${escaped(tip)}</title><rect x="${String(left)}" y="${String(top)}" width="${String(wide)}" height="${String(high)}" rx="6"/><text x="${String(x)}" y="${String(y - 5)}">${escaped(title)}</text><text class="detail" x="${String(x)}" y="${String(y + 12)}">${escaped(detail)}</text></g>`;
  };
  return [
    '<section aria-labelledby="network"><h2 id="network">Network</h2>',
    '<figure><div class="scroll network" role="region" tabindex="0" aria-label="The network as it runs, drawn; the table of layers lists the same">',
    `<svg viewBox="0 0 ${String(width)} ${String(height)}" width="${String(width)}" height="${String(height)}" role="img" aria-label="${String(nodes.length)} steps of the network">`,
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>',
    ...edges.map(({ points }) => `<path class="edge" d="${path(points)}" marker-end="url(#arrow)"/>`),
    ...nodes.map(node),
    '</svg></div><figcaption>The steps as they run, after all passes: operators, and the type and shape of what they give.</figcaption></figure></section>',
  ].join('');
};
